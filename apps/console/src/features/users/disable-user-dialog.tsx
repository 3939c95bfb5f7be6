import type { User } from '@patchbay/contracts/users'
import { ConfirmChange } from '../../records/confirm-change.tsx'
import { userMutations } from './queries.ts'

interface DisableUserDialogProps {
  user: User
  onClose: () => void
}

/** Also the way back. */
export function DisableUserDialog({ user, onClose }: DisableUserDialogProps) {
  const { id, name, version } = user
  // As it was when the question was put: the list behind changes with the answer.
  const disables = user.status !== 'disabled'
  return (
    <ConfirmChange
      title={disables ? `Disable ${name}?` : `Enable ${name}?`}
      confirmLabel={disables ? 'Disable user' : 'Enable user'}
      danger={disables}
      mutation={userMutations.update()}
      variables={{ id, version, disabled: disables }}
      done={disables ? `${name} is disabled.` : `${name} is enabled.`}
      onClose={onClose}
    >
      {disables
        ? 'The user is signed out at once, and cannot sign in until enabled again.'
        : 'The user can sign in as before. Who has not opened the invitation yet needs a new sign-in link.'}
    </ConfirmChange>
  )
}
