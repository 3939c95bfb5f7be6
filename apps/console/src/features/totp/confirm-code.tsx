import { type SubmitEvent, useEffect, useRef, useState } from 'react'
import { errorText } from '../../api/error-text.ts'
import { CopyField } from '../../ui/copy-field.tsx'
import { QrCode } from '../../ui/qr-code.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './totp.module.css'

interface ConfirmCodeProps {
  id: string
  secret: string
  address: string
  error: Error | null
  onSubmit: (code: string) => void
}

const inFours = (secret: string) => secret.replaceAll(/(.{4})(?=.)/g, '$1 ')

export function ConfirmCode({ id, secret, address, error, onSubmit }: ConfirmCodeProps) {
  const input = useRef<HTMLInputElement>(null)
  const [code, setCode] = useState('')

  useEffect(() => input.current?.select(), [error])

  function submit(event: SubmitEvent) {
    event.preventDefault()
    onSubmit(code)
  }

  return (
    <form id={id} className={styles['form']} onSubmit={submit} noValidate>
      <div className={styles['code']}>
        <QrCode text={address} label="Square to scan with the app" />
      </div>
      <CopyField label="Key" value={inFours(secret)} hint="Where the square cannot be scanned." />
      <TextField
        ref={input}
        label="Code"
        inputMode="numeric"
        autoComplete="one-time-code"
        mono
        value={code}
        onChange={(event) => setCode(event.target.value)}
        error={error === null ? undefined : errorText(error).detail}
      />
    </form>
  )
}
