import type { User } from '@patchbay/contracts/users'
import { roles } from '@patchbay/contracts/roles'
import { type SubmitEvent, useId, useRef, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { RadioCards } from '../../ui/radio-cards.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { Failure } from './failure.tsx'
import { type InvitedUser, useUserForm } from './use-user-form.ts'
import { roleOptions } from './user-text.ts'
import styles from './users.module.css'

interface UserDialogProps {
  /** null: a new one. */
  user: User | null
  onSaved: (saved: User | InvitedUser) => void
  onClose: () => void
}

export function UserDialog({ user, onSaved, onClose }: UserDialogProps) {
  const id = useId()
  const fields = useRef<HTMLFormElement>(null)
  const [asking, setAsking] = useState(false)
  const form = useUserForm({
    user,
    onSaved,
    onFaults: () =>
      setTimeout(() => fields.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()),
  })

  function submit(event: SubmitEvent) {
    event.preventDefault()
    void form.submit()
  }

  function close() {
    if (form.isDirty) setAsking(true)
    else onClose()
  }

  return (
    <>
      <Dialog
        open
        onOpenChange={(open) => !open && close()}
        title={user === null ? 'Invite user' : 'Edit user'}
        description={
          user === null
            ? 'You get a one-time link to hand over. Who opens it chooses a password.'
            : 'Another role counts at once: the user is signed out and signs in again.'
        }
        footer={
          <>
            <Button variant="quiet" onClick={close}>
              Cancel
            </Button>
            <Button type="submit" form={id} variant="primary" busy={form.busy}>
              {user === null ? 'Make link' : 'Save'}
            </Button>
          </>
        }
      >
        <form ref={fields} id={id} className={styles['form']} onSubmit={submit} noValidate>
          <Failure error={form.failure} />
          <Fields form={form} />
        </form>
      </Dialog>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Discard what you typed?"
        confirmLabel="Discard"
        cancelLabel="Keep editing"
        danger
        onConfirm={onClose}
      >
        {user === null ? 'Nobody has been invited yet.' : 'The user stays as before.'}
      </ConfirmDialog>
    </>
  )
}

function Fields({ form: { values, change, faults } }: { form: ReturnType<typeof useUserForm> }) {
  return (
    <>
      <TextField
        label="Name"
        autoComplete="off"
        value={values.name}
        onChange={(event) => change({ name: event.target.value })}
        error={faults.name}
      />
      <TextField
        label="Email"
        type="email"
        dir="ltr"
        autoComplete="off"
        hint="What the user signs in with. No mail is sent to it."
        value={values.email}
        onChange={(event) => change({ email: event.target.value })}
        error={faults.email}
      />
      <RadioCards
        label="Role"
        value={values.role}
        onValueChange={(value) => change({ role: roles.find((each) => each === value) ?? 'viewer' })}
        options={roleOptions}
        error={faults.role}
      />
    </>
  )
}
