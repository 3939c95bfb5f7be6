import { updateAccountBody } from '@patchbay/contracts/account'
import { useMutation } from '@tanstack/react-query'
import { type SubmitEvent, useId, useRef, useState } from 'react'
import { isApiError } from '../../api/api-error.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { Failure } from '../../records/failure.tsx'
import { userMutations } from './queries.ts'
import styles from './users.module.css'

/** On the way to the first invitation. The session tells of the address as soon as it is saved, and the way goes on. */
export function OwnEmailDialog({ onClose }: { onClose: () => void }) {
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [email, setEmail] = useState('')
  const [fault, setFault] = useState<string | undefined>()
  const save = useMutation(userMutations.writeOwnEmail())

  function refuse(message: string) {
    setFault(message)
    input.current?.focus()
  }

  function submit(event: SubmitEvent) {
    event.preventDefault()
    const checked = updateAccountBody.shape.email.unwrap().safeParse(email)
    if (!checked.success) return refuse(checked.error.issues[0]?.message ?? 'Write an email address.')
    if (save.isPending) return
    save.mutate(checked.data, {
      onError: (error) => {
        const [onField] = isApiError(error) ? error.fieldErrors : []
        if (onField !== undefined) refuse(onField.message)
      },
    })
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="First, your own email address"
      description="As soon as there are several users, each signs in with an email address."
      initialFocus={input}
      footer={
        <>
          <Button variant="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" form={id} variant="primary" busy={save.isPending}>
            Save and continue
          </Button>
        </>
      }
    >
      <form id={id} className={styles['form']} onSubmit={submit} noValidate>
        <Failure error={fault === undefined ? save.error : null} />
        <TextField
          ref={input}
          label="Your email"
          type="email"
          dir="ltr"
          autoComplete="email"
          value={email}
          onChange={(event) => {
            setEmail(event.target.value)
            setFault(undefined)
          }}
          error={fault}
        />
      </form>
    </Dialog>
  )
}
