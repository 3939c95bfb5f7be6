import { Field as BaseField } from '@base-ui/react/field'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { announce } from './announce.tsx'
import { Button } from './button.tsx'
import { classNames } from './class-names.ts'
import control from './control.module.css'
import styles from './copy-field.module.css'
import { Field } from './field.tsx'
import { CheckIcon, CopyIcon } from './icons.tsx'
import { VisuallyHidden } from './visually-hidden.tsx'

export interface CopyFieldProps {
  label: string
  value: string
  hint?: ReactNode | undefined
}

export function CopyField({ label, value, hint }: CopyFieldProps) {
  const input = useRef<HTMLInputElement>(null)
  const [copied, setCopied] = useState(false)

  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 2000)
    return () => clearTimeout(timer)
  }, [copied])

  async function copy() {
    try {
      await navigator.clipboard.writeText(value)
      setCopied(true)
      announce('Copied')
    } catch {
      // Plain http or a refused permission: leave the text selected, ready for the user's own Ctrl+C.
      input.current?.focus()
      input.current?.select()
      announce('Copying was refused. The text is selected: press Ctrl or Command and C.')
    }
  }

  const button = (
    <Button
      icon={copied ? <CheckIcon /> : <CopyIcon />}
      onClick={() => void copy()}
      className={styles['button']}
    >
      <span aria-hidden={copied || undefined}>{copied ? 'Copied' : 'Copy'}</span>
      <VisuallyHidden>{copied ? `Copy ${label}` : ` ${label}`}</VisuallyHidden>
    </Button>
  )
  return (
    <Field label={label} hint={hint} actions={button}>
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
