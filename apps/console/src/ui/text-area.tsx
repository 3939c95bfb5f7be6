import { Field as BaseField } from '@base-ui/react/field'
import type { ComponentProps, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import control from './control.module.css'
import { Field, type FieldTexts } from './field.tsx'

export interface TextAreaProps extends FieldTexts, Omit<ComponentProps<'textarea'>, 'className' | 'style'> {
  mono?: boolean | undefined
  actions?: ReactNode | undefined
}

export function TextArea({ label, hint, error, optional, mono, actions, disabled, ...area }: TextAreaProps) {
  return (
    <Field {...{ label, hint, error, optional, actions, disabled }}>
      <BaseField.Control
        render={
          <textarea
            dir="auto"
            rows={4}
            {...area}
            className={classNames(
              control['control'],
              control['area'],
              mono && control['mono'],
              area.readOnly && control['readOnly'],
            )}
          />
        }
      />
    </Field>
  )
}
