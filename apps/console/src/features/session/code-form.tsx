import { type SubmitEvent, useEffect, useRef, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './entrance.module.css'
import { faultOf } from './sign-in-fault.ts'

interface CodeFormProps {
  error: Error | null
  busy: boolean
  onSubmit: (code: string) => void
}

const digits = /^\s*\d{3}\s*\d{3}\s*$/

export function CodeForm({ error, busy, onSubmit }: CodeFormProps) {
  const input = useRef<HTMLInputElement>(null)
  const [code, setCode] = useState('')
  const [isOdd, setIsOdd] = useState(false)
  const fault = faultOf(error, false)

  useEffect(() => input.current?.select(), [error])

  function submit(event: SubmitEvent) {
    event.preventDefault()
    setIsOdd(!digits.test(code))
    if (!digits.test(code)) return input.current?.select()
    if (!busy) onSubmit(code)
  }

  return (
    <form className={styles['form']} onSubmit={submit} noValidate>
      {fault.notice && (
        <Notice tone="bad" title={fault.notice.title} role="alert">
          {fault.notice.detail}
        </Notice>
      )}
      <TextField
        ref={input}
        label="Code"
        name="code"
        hint="The six digits that your authenticator app shows for Patchbay. Without the app, ask an owner for a new sign-in link."
        inputMode="numeric"
        autoComplete="one-time-code"
        mono
        value={code}
        onChange={(event) => setCode(event.target.value)}
        error={isOdd ? 'Write the six digits that your app shows.' : fault.code}
      />
      <Button type="submit" variant="primary" className={styles['submit']} busy={busy}>
        Sign in
      </Button>
    </form>
  )
}
