import { Field as BaseField } from '@base-ui/react/field'
import { type ReactNode, useRef } from 'react'
import { classNames } from './class-names.ts'
import control from './control.module.css'
import { CopyButton } from './copy-button.tsx'
import { Field } from './field.tsx'

export interface CopyFieldProps {
  label: string
  value: string
  hint?: ReactNode | undefined
}

export function CopyField({ label, value, hint }: CopyFieldProps) {
  const input = useRef<HTMLInputElement>(null)

  function select() {
    input.current?.focus()
    input.current?.select()
  }

  return (
    <Field label={label} hint={hint} actions={<CopyButton label={label} value={value} onRefused={select} />}>
      <BaseField.Control
        render={
          <input
            ref={input}
            readOnly
            value={value}
            title={value}
            onFocus={(event) => event.currentTarget.select()}
            className={classNames(control['control'], control['mono'], control['readOnly'])}
          />
        }
      />
    </Field>
  )
}
