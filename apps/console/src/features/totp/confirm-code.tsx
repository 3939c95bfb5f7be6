import { useMutation } from '@tanstack/react-query'
import { type SubmitEvent, useEffect, useRef, useState } from 'react'
import { errorText } from '../../api/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { CopyField } from '../../ui/copy-field.tsx'
import { QrCode } from '../../ui/qr-code.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { totpMutations } from './queries.ts'
import styles from './totp.module.css'

interface ConfirmCodeProps {
  secret: string
  address: string
  onDone: () => void
  onCancel: () => void
}

const inFours = (secret: string) => secret.replaceAll(/(.{4})(?=.)/g, '$1 ')

export function ConfirmCode({ secret, address, onDone, onCancel }: ConfirmCodeProps) {
  const input = useRef<HTMLInputElement>(null)
  const [code, setCode] = useState('')
  const confirm = useMutation(totpMutations.confirm())
  const { error } = confirm

  useEffect(() => input.current?.select(), [error])

  function submit(event: SubmitEvent) {
    event.preventDefault()
    if (!confirm.isPending) confirm.mutate(code, { onSuccess: onDone })
  }

  return (
    <form className={styles['form']} onSubmit={submit} noValidate>
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
      <div className={styles['buttons']}>
        <Button variant="quiet" onClick={onCancel}>
          Cancel
        </Button>
        <Button type="submit" variant="primary" busy={confirm.isPending}>
          Confirm
        </Button>
      </div>
    </form>
  )
}
