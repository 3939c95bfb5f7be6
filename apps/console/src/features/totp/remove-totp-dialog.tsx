import { useMutation } from '@tanstack/react-query'
import { passwordFault } from '../../api/password-fault.ts'
import { announce } from '../../ui/announce.tsx'
import { ConfirmByPassword } from '../../ui/confirm-by-password.tsx'
import { totpMutations } from './queries.ts'

export function RemoveTotpDialog({ onClose }: { onClose: () => void }) {
  const remove = useMutation(totpMutations.remove())
  function confirm(password: string, retry: () => void) {
    remove.mutate(password, {
      onError: retry,
      onSuccess: () => {
        announce('The authenticator app is removed.')
        onClose()
      },
    })
  }
  return (
    <ConfirmByPassword
      title="Remove the authenticator app?"
      confirmLabel="Remove"
      busy={remove.isPending}
      {...passwordFault(remove.error)}
      onConfirm={confirm}
      onClose={onClose}
    >
      Signing in asks for no code any more. The entry in the app is of no use then; delete it there as well.
    </ConfirmByPassword>
  )
}
