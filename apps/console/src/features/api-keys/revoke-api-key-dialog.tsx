import type { ApiKey } from '@patchbay/contracts/api-keys'
import { useMutation } from '@tanstack/react-query'
import { isApiError } from '../../api/api-error.ts'
import { errorText } from '../../api/error-text.ts'
import { announce } from '../../ui/announce.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { apiKeyMutations } from './queries.ts'

interface RevokeApiKeyDialogProps {
  apiKey: ApiKey
  onClose: () => void
}

export function RevokeApiKeyDialog({ apiKey: { id, name }, onClose }: RevokeApiKeyDialogProps) {
  const revoke = useMutation(apiKeyMutations.revoke())
  function confirm() {
    revoke.mutate(id, {
      onSuccess: () => {
        announce(`${name} is revoked.`)
        onClose()
      },
    })
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Revoke ${name}?`}
      confirmLabel="Revoke"
      danger
      busy={revoke.isPending}
      error={revoke.error === null ? undefined : failureText(revoke.error)}
      onConfirm={confirm}
    >
      Programs that use it are refused at once. This cannot be undone.
    </ConfirmDialog>
  )
}

function failureText(error: Error): string {
  if (isApiError(error, 'not_found'))
    return 'This key has been revoked already. Reload the page to see what is left.'
  return errorText(error).detail
}
