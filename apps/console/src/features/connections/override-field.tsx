import type { SettingField } from '@patchbay/contracts/applications'
import { useEffect, useRef, useState } from 'react'
import { useController } from 'react-hook-form'
import { Button } from '../../ui/button.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import styles from './connection-form.module.css'
import { ChosenOption } from './chosen-option.tsx'
import type { ConnectionFormValues } from './form-values.ts'

interface OverrideFieldProps {
  field: SettingField
  /** Undefined: nothing is, so there is nothing to replace. */
  derived: string | undefined
}

/** A setting in place of a derived value, which is read-only until somebody says that it shall be replaced. */
export function OverrideField({ field, derived }: OverrideFieldProps) {
  const { field: input, fieldState } = useController<ConnectionFormValues, `settings.${string}`>({
    name: `settings.${field.name}`,
  })
  const [overriding, setOverriding] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const clicked = useRef(false)
  const isEditable = derived === undefined || overriding || input.value !== ''

  useEffect(() => {
    if (!clicked.current) return
    clicked.current = false
    const control = isEditable ? 'input:not([type="hidden"]), textarea, [role="combobox"]' : 'button'
    box.current?.querySelector<HTMLElement>(control)?.focus()
  }, [isEditable])

  function override(next: boolean) {
    clicked.current = true
    setOverriding(next)
    input.onChange(next ? derived : '')
  }

  return (
    <div ref={box} className={styles['part']}>
      <OverrideControl
        field={field}
        value={isEditable ? input.value : derived}
        onValueChange={input.onChange}
        error={fieldState.error?.message}
        isEditable={isEditable}
        derived={derived}
        onOverride={() => override(true)}
      />
      {isEditable && derived !== undefined && (
        <Button variant="quiet" className={styles['link']} onClick={() => override(false)}>
          Use the derived value<VisuallyHidden> of {field.label}</VisuallyHidden>
        </Button>
      )}
    </div>
  )
}

interface OverrideControlProps {
  field: SettingField
  value: string
  onValueChange: (value: string) => void
  error: string | undefined
  isEditable: boolean
  derived: string | undefined
  onOverride: () => void
}

function OverrideControl(props: OverrideControlProps) {
  const { field, value, onValueChange, error, isEditable, derived, onOverride } = props
  const { label, kind, help, placeholder, options = [] } = field
  const shownAs = options.find((option) => option.value === derived)?.label ?? derived
  const hint = isEditable && derived !== undefined ? `Derived: ${shownAs}` : help
  const texts = { label, hint, error }
  const actions = isEditable ? undefined : (
    <Button onClick={onOverride}>
      Override<VisuallyHidden> {label}</VisuallyHidden>
    </Button>
  )
  if (kind === 'select' && isEditable) {
    return (
      <ChosenOption
        {...texts}
        field={field}
        value={value}
        onValueChange={onValueChange}
        mayBeUnset={derived === undefined}
      />
    )
  }
  if (kind === 'parameters') {
    return (
      <TextArea
        {...texts}
        mono
        rows={3}
        dir="ltr"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        placeholder={placeholder}
        readOnly={!isEditable}
        value={value}
        onChange={(event) => onValueChange(event.target.value)}
        actions={actions}
      />
    )
  }
  return (
    <TextField
      {...texts}
      type={kind === 'select' ? 'text' : 'url'}
      inputMode="url"
      autoComplete="off"
      spellCheck={false}
      placeholder={placeholder}
      readOnly={!isEditable}
      value={isEditable ? value : shownAs}
      title={isEditable ? undefined : shownAs}
      onChange={(event) => onValueChange(event.target.value)}
      actions={actions}
    />
  )
}
