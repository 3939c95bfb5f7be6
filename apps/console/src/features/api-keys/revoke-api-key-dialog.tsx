import type { ApiKey } from '@patchbay/contracts/api-keys'
import { isApiError } from '../../api/api-error.ts'
import { errorText } from '../../api/error-text.ts'
import { ConfirmChange } from '../../records/confirm-change.tsx'
import { apiKeyMutations } from './queries.ts'

interface RevokeApiKeyDialogProps {
  apiKey: ApiKey
  onClose: () => void
}

export function RevokeApiKeyDialog({ apiKey: { id, name }, onClose }: RevokeApiKeyDialogProps) {
  return (
    <ConfirmChange
      title={`Revoke ${name}?`}
      confirmLabel="Revoke"
      danger
      mutation={apiKeyMutations.revoke()}
      variables={id}
      done={`${name} is revoked.`}
      failureText={failureText}
      onClose={onClose}
    >
      Programs that use it are refused at once. This cannot be undone.
    </ConfirmChange>
  )
}

function failureText(error: Error): string {
  if (isApiError(error, 'not_found'))
    return 'This key has been revoked already. Reload the page to see what is left.'
  return errorText(error).detail
}
