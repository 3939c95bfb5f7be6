import type { User } from '@patchbay/contracts/users'
import { useMutation } from '@tanstack/react-query'
import { errorText } from '../../api/error-text.ts'
import { announce } from '../../ui/announce.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { userMutations } from './queries.ts'

interface DeleteUserDialogProps {
  user: User
  onClose: () => void
}

export function DeleteUserDialog({ user: { id, name }, onClose }: DeleteUserDialogProps) {
  const remove = useMutation(userMutations.remove())
  function confirm() {
    remove.mutate(id, {
      onSuccess: () => {
        announce(`${name} is deleted.`)
        onClose()
      },
    })
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Delete ${name}?`}
      confirmLabel="Delete user"
      danger
      busy={remove.isPending}
      error={remove.error === null ? undefined : errorText(remove.error).detail}
      onConfirm={confirm}
    >
      The user is signed out at once. What the user made stays: connections, API keys and the audit log.
    </ConfirmDialog>
  )
}
