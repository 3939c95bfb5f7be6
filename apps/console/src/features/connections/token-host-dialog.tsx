import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import type { TokenHost } from './token-host.ts'
import { useConnecting } from './use-connecting.ts'

interface TokenHostDialogProps {
  host: TokenHost
  onAnswer: (isAllowed: boolean) => void
}

/** Asked before the first request goes there. */
export function TokenHostDialog({ host, onAnswer }: TokenHostDialogProps) {
  const { authType, settings } = useConnecting()
  const provesByKey = ['private_key_jwt', 'none'].includes(settings['clientAuthentication'] ?? '')
  const what = provesByKey || authType === 'jwt-bearer' ? 'sign-in' : 'client secret'
  return (
    <ConfirmDialog
      open
      onOpenChange={() => onAnswer(false)}
      title={`Send the ${what} to ${host.token}?`}
      confirmLabel="Send it there"
      onConfirm={() => onAnswer(true)}
    >
      The issuer is at {host.own}, but its token URL is at {host.token}. Whoever runs that host can act as
      Patchbay there. Go on only if you know that both belong together.
    </ConfirmDialog>
  )
}
