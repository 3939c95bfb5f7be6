import { type SubmitEvent, useEffect, useRef, useState } from 'react'
import { isApiError } from '../../api/api-error.ts'
import { errorText } from '../../api/error-text.ts'
import { Notice } from '../../ui/notice.tsx'
import { SecretField } from '../../ui/secret-field.tsx'
import styles from './totp.module.css'

interface GivePasswordProps {
  id: string
  error: Error | null
  onSubmit: (password: string) => void
}

export function GivePassword({ id, error, onSubmit }: GivePasswordProps) {
  const input = useRef<HTMLInputElement>(null)
  const [password, setPassword] = useState('')
  const [missing, setMissing] = useState(false)
  const isWrong = isApiError(error, 'wrong_password')

  useEffect(() => {
    if (error !== null) input.current?.select()
  }, [error])

  function submit(event: SubmitEvent) {
    event.preventDefault()
    setMissing(password === '')
    if (password === '') return input.current?.focus()
    onSubmit(password)
  }

  return (
    <form id={id} className={styles['form']} onSubmit={submit} noValidate>
      {error !== null && !isWrong && (
        <Notice tone="bad" role="alert" title={errorText(error).title}>
          {errorText(error).detail}
        </Notice>
      )}
      <SecretField
        ref={input}
        label="Your password"
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        error={missing ? 'Write the password.' : isWrong ? 'This password is not right.' : undefined}
      />
    </form>
  )
}
