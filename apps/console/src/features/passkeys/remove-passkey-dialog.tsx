import type { Passkey } from '@patchbay/contracts/passkeys'
import { useMutation } from '@tanstack/react-query'
import { passwordFault } from '../../api/password-fault.ts'
import { announce } from '../../ui/announce.tsx'
import { ConfirmByPassword } from '../../ui/confirm-by-password.tsx'
import { passkeyMutations } from './queries.ts'

interface RemovePasskeyDialogProps {
  passkey: Passkey
  onClose: () => void
}

export function RemovePasskeyDialog({ passkey: { id, name }, onClose }: RemovePasskeyDialogProps) {
  const remove = useMutation(passkeyMutations.remove())
  function confirm(password: string, retry: () => void) {
    remove.mutate(
      { id, password },
      {
        onError: retry,
        onSuccess: () => {
          announce(`${name} is removed.`)
          onClose()
        },
      },
    )
  }
  return (
    <ConfirmByPassword
      title={`Remove ${name}?`}
      confirmLabel="Remove"
      busy={remove.isPending}
      {...passwordFault(remove.error)}
      onConfirm={confirm}
      onClose={onClose}
    >
      It does not sign you in any more. Delete it on the device as well, where it would still be offered.
    </ConfirmByPassword>
  )
}
