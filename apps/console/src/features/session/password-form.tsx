import { type SubmitEvent, useEffect, useRef, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { SecretField } from '../../ui/secret-field.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './entrance.module.css'
import { asksForEmail, faultOf } from './sign-in-fault.ts'

export interface Credentials {
  readonly email?: string | undefined
  readonly password: string
}

interface PasswordFormProps {
  withEmail: boolean
  error: Error | null
  busy: boolean
  onSubmit: (credentials: Credentials) => void
}

const missing = { email: 'Write your email address.', password: 'Write the password.' }

export function PasswordForm({ withEmail: known, error, busy, onSubmit }: PasswordFormProps) {
  const form = useRef<HTMLFormElement>(null)
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [lacks, setLacks] = useState<'email' | 'password' | null>(null)
  const withEmail = known || asksForEmail(error)
  const fault = faultOf(error, withEmail)
  const focus = (name: string) => form.current?.querySelector<HTMLInputElement>(`[name=${name}]`)?.select()

  useEffect(() => {
    if (error !== null) focus(asksForEmail(error) ? 'email' : 'password')
  }, [error])

  function submit(event: SubmitEvent) {
    event.preventDefault()
    const first = withEmail && email.trim() === '' ? 'email' : password === '' ? 'password' : null
    setLacks(first)
    if (first !== null) return focus(first)
    if (!busy) onSubmit(withEmail ? { email, password } : { password })
  }

  return (
    <form ref={form} className={styles['form']} onSubmit={submit} noValidate>
      {fault.notice && (
        <Notice tone="bad" title={fault.notice.title} role="alert">
          {fault.notice.detail}
        </Notice>
      )}
      {withEmail ? (
        <TextField
          label="Email"
          name="email"
          type="email"
          autoComplete="username"
          value={email}
          onChange={(event) => setEmail(event.target.value)}
          error={lacks === 'email' ? missing.email : fault.email}
        />
      ) : (
        // For password managers, which keep a password under a name.
        <input type="text" name="username" autoComplete="username" value="admin" readOnly hidden />
      )}
      <SecretField
        label="Password"
        name="password"
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        error={lacks === 'password' ? missing.password : fault.password}
      />
      <Button type="submit" variant="primary" className={styles['submit']} busy={busy}>
        Sign in
      </Button>
    </form>
  )
}
