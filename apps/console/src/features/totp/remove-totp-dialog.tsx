import { useMutation } from '@tanstack/react-query'
import { errorText } from '../../api/error-text.ts'
import { announce } from '../../ui/announce.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { totpMutations } from './queries.ts'

export function RemoveTotpDialog({ onClose }: { onClose: () => void }) {
  const remove = useMutation(totpMutations.remove())
  function confirm() {
    remove.mutate(undefined, {
      onSuccess: () => {
        announce('The authenticator app is removed.')
        onClose()
      },
    })
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Remove the authenticator app?"
      confirmLabel="Remove"
      danger
      busy={remove.isPending}
      error={remove.error === null ? undefined : errorText(remove.error).detail}
      onConfirm={confirm}
    >
      Signing in asks for no code any more. The entry in the app is of no use then; delete it there as well.
    </ConfirmDialog>
  )
}
