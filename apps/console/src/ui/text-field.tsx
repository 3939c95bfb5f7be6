import { Field as BaseField } from '@base-ui/react/field'
import type { ComponentProps, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import control from './control.module.css'
import { Field, type FieldTexts } from './field.tsx'

export interface TextFieldProps extends FieldTexts, Omit<ComponentProps<'input'>, 'className' | 'style'> {
  mono?: boolean | undefined
  hideLabel?: boolean | undefined
  actions?: ReactNode | undefined
}

export function TextField(props: TextFieldProps) {
  const { label, hint, error, optional, mono, hideLabel, actions, disabled, ...input } = props
  return (
    <Field {...{ label, hint, error, optional, hideLabel, actions, disabled }}>
      <BaseField.Control
        render={
          <input
            dir="auto"
            {...input}
            className={classNames(
              control['control'],
              mono && control['mono'],
              input.readOnly && control['readOnly'],
            )}
          />
        }
      />
    </Field>
  )
}
