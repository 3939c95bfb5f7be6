import type { User } from '@patchbay/contracts/users'
import { ConfirmChange } from '../../records/confirm-change.tsx'
import { userMutations } from './queries.ts'

interface DeleteUserDialogProps {
  user: User
  onClose: () => void
}

export function DeleteUserDialog({ user: { id, name }, onClose }: DeleteUserDialogProps) {
  return (
    <ConfirmChange
      title={`Delete ${name}?`}
      confirmLabel="Delete user"
      danger
      mutation={userMutations.remove()}
      variables={id}
      done={`${name} is deleted.`}
      onClose={onClose}
    >
      The user is signed out at once. What the user made stays: connections, API keys and the audit log.
    </ConfirmChange>
  )
}
