import { Field as BaseField } from '@base-ui/react/field'
import { type ComponentProps, useState } from 'react'
import { classNames } from './class-names.ts'
import control from './control.module.css'
import { Field, type FieldTexts } from './field.tsx'
import styles from './secret-field.module.css'
import { VisuallyHidden } from './visually-hidden.tsx'

export interface SecretFieldProps
  extends FieldTexts, Omit<ComponentProps<'input'>, 'className' | 'style' | 'type'> {
  /** A value is kept on the server and never shown: an empty field leaves it as it is. */
  stored?: boolean | undefined
}

const storedHint = 'One is stored and never shown. Leave this empty to keep it.'

export function SecretField(props: SecretFieldProps) {
  const { label, hint, error, optional, stored = false, disabled, ...input } = props
  const [visible, setVisible] = useState(false)
  return (
    <Field {...{ label, error, optional, disabled }} hint={hint ?? (stored ? storedHint : undefined)}>
      <div className={classNames(control['control'], control['group'])}>
        <BaseField.Control
          render={
            <input
              autoComplete="new-password"
              autoCapitalize="off"
              autoCorrect="off"
              placeholder={stored ? 'Stored' : undefined}
              {...input}
              spellCheck={false}
              type={visible ? 'text' : 'password'}
              className={classNames(control['bare'], visible && control['mono'])}
            />
          }
        />
        <button
          type="button"
          className={classNames(control['inset'], styles['toggle'])}
          disabled={disabled}
          onClick={() => setVisible(!visible)}
        >
          <span>
            {visible ? 'Hide' : 'Show'}
            <VisuallyHidden> {label}</VisuallyHidden>
          </span>
        </button>
      </div>
    </Field>
  )
}
