import type { User } from '@patchbay/contracts/users'
import { roles } from '@patchbay/contracts/roles'
import { RecordDialog } from '../../records/record-dialog.tsx'
import { RadioCards } from '../../ui/radio-cards.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { type InvitedUser, type UserForm, useUserForm } from './use-user-form.ts'
import { roleOptions } from './user-text.ts'

interface UserDialogProps {
  /** null: a new one. */
  user: User | null
  onSaved: (saved: User | InvitedUser) => void
  onClose: () => void
}

export function UserDialog({ user, onSaved, onClose }: UserDialogProps) {
  const form = useUserForm({ user, onSaved })
  return (
    <RecordDialog
      title={user === null ? 'Invite user' : 'Edit user'}
      description={
        user === null
          ? 'You get a one-time link to hand over. Who opens it chooses a password.'
          : 'Another role counts at once: the user is signed out and signs in again.'
      }
      saveLabel={user === null ? 'Make link' : 'Save'}
      unsaved={user === null ? 'Nobody has been invited yet.' : 'The user stays as before.'}
      form={form}
      onClose={onClose}
    >
      <Fields form={form} />
    </RecordDialog>
  )
}

function Fields({ form: { values, change, faults } }: { form: UserForm }) {
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
