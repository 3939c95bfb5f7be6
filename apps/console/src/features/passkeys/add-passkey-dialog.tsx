import { useMutation } from '@tanstack/react-query'
import { type SubmitEvent, useEffect, useId, useRef, useState } from 'react'
import { isApiError } from '../../api/api-error.ts'
import { browserName } from '../../api/browser-name.ts'
import { passkeyErrorText } from '../../api/passkey-error.ts'
import { announce } from '../../ui/announce.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { SecretField } from '../../ui/secret-field.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { passkeyMutations } from './queries.ts'
import styles from './passkeys.module.css'

type Field = 'name' | 'password'

export function AddPasskeyDialog({ onClose }: { onClose: () => void }) {
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  const [name, setName] = useState(() => browserName(navigator.userAgent))
  const [password, setPassword] = useState('')
  const [missing, setMissing] = useState<Field | null>(null)
  const add = useMutation(passkeyMutations.add())
  const isWrong = isApiError(add.error, 'wrong_password')
  const focus = (field: Field) => form.current?.querySelector<HTMLInputElement>(`[name=${field}]`)?.select()

  useEffect(() => {
    if (add.error !== null) focus('password')
  }, [add.error])

  function submit(event: SubmitEvent) {
    event.preventDefault()
    const first = name.trim() === '' ? 'name' : password === '' ? 'password' : null
    setMissing(first)
    if (first !== null) return focus(first)
    if (add.isPending) return
    add.mutate(
      { name, password },
      {
        onSuccess: () => {
          announce(`${name} is added.`)
          onClose()
        },
      },
    )
  }

  return (
    <Dialog
      open
      size="sm"
      onOpenChange={(open) => !open && onClose()}
      title="Add a passkey"
      description="First, show that it is you. Then the browser asks where to keep it."
      footer={
        <>
          <Button variant="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" form={id} variant="primary" busy={add.isPending}>
            Continue
          </Button>
        </>
      }
    >
      <form ref={form} id={id} className={styles['form']} onSubmit={submit} noValidate>
        {add.error !== null && !isWrong && <Failure error={add.error} />}
        <SecretField
          label="Your password"
          name="password"
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          error={
            missing === 'password'
              ? 'Write the password.'
              : isWrong
                ? 'This password is not right.'
                : undefined
          }
        />
        <TextField
          label="Name of the passkey"
          name="name"
          hint="So that you know later which one it is."
          autoComplete="off"
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.target.value)}
          error={missing === 'name' ? 'Write a name.' : undefined}
        />
      </form>
    </Dialog>
  )
}

function Failure({ error }: { error: Error }) {
  const { title, detail } = passkeyErrorText(error)
  return (
    <Notice tone="bad" role="alert" title={title}>
      {detail}
    </Notice>
  )
}
