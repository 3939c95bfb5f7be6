import { Field as BaseField } from '@base-ui/react/field'
import type { ComponentProps } from 'react'
import { classNames } from './class-names.ts'
import control from './control.module.css'
import { Field, type FieldTexts } from './field.tsx'

export interface TextAreaProps extends FieldTexts, Omit<ComponentProps<'textarea'>, 'className' | 'style'> {
  mono?: boolean | undefined
}

export function TextArea({ label, hint, error, optional, mono, disabled, ...area }: TextAreaProps) {
  return (
    <Field {...{ label, hint, error, optional, disabled }}>
      <BaseField.Control
        render={
          <textarea
            dir="auto"
            rows={4}
            {...area}
            className={classNames(control['control'], control['area'], mono && control['mono'])}
          />
        }
      />
    </Field>
  )
}
