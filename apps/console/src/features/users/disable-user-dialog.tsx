import type { User } from '@patchbay/contracts/users'
import { useMutation } from '@tanstack/react-query'
import { errorText } from '../../api/error-text.ts'
import { announce } from '../../ui/announce.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
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
  const update = useMutation(userMutations.update())
  function confirm() {
    update.mutate(
      { id, version, disabled: disables },
      {
        onSuccess: () => {
          announce(disables ? `${name} is disabled.` : `${name} is enabled.`)
          onClose()
        },
      },
    )
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={disables ? `Disable ${name}?` : `Enable ${name}?`}
      confirmLabel={disables ? 'Disable user' : 'Enable user'}
      danger={disables}
      busy={update.isPending}
      error={update.error === null ? undefined : errorText(update.error).detail}
      onConfirm={confirm}
    >
      {disables
        ? 'The user is signed out at once, and cannot sign in until enabled again.'
        : 'The user can sign in as before. Who has not opened the invitation yet needs a new sign-in link.'}
    </ConfirmDialog>
  )
}
