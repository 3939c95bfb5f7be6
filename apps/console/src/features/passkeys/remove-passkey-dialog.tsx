import type { Passkey } from '@patchbay/contracts/passkeys'
import { useMutation } from '@tanstack/react-query'
import { errorText } from '../../api/error-text.ts'
import { announce } from '../../ui/announce.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { passkeyMutations } from './queries.ts'

interface RemovePasskeyDialogProps {
  passkey: Passkey
  onClose: () => void
}

export function RemovePasskeyDialog({ passkey: { id, name }, onClose }: RemovePasskeyDialogProps) {
  const remove = useMutation(passkeyMutations.remove())
  function confirm() {
    remove.mutate(id, {
      onSuccess: () => {
        announce(`${name} is removed.`)
        onClose()
      },
    })
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Remove ${name}?`}
      confirmLabel="Remove"
      danger
      busy={remove.isPending}
      error={remove.error === null ? undefined : errorText(remove.error).detail}
      onConfirm={confirm}
    >
      It does not sign you in any more. Delete it on the device as well, where it would still be offered.
    </ConfirmDialog>
  )
}
