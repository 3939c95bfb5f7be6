import type { IClient } from '@patchbay/contracts/iclients'
import { isApiError } from '../../api/api-error.ts'
import { errorText } from '../../api/error-text.ts'
import { ConfirmChange } from '../../records/confirm-change.tsx'
import { iClientMutations } from './queries.ts'

interface DeleteIClientDialogProps {
  iClient: IClient
  onClose: () => void
}

export function DeleteIClientDialog({ iClient: { id, name }, onClose }: DeleteIClientDialogProps) {
  return (
    <ConfirmChange
      title={`Delete ${name}?`}
      confirmLabel="Delete"
      danger
      mutation={iClientMutations.remove()}
      variables={id}
      done={`${name} is deleted.`}
      failureText={failureText}
      onClose={onClose}
    >
      The client ID and its secret are deleted here for good. At the application the client stays registered.
    </ConfirmChange>
  )
}

/** Where connections still use it, the server names them. */
function failureText(error: Error): string {
  const { detail } = errorText(error)
  if (!isApiError(error, 'in_use')) return detail
  return [detail, ...error.fieldErrors.map((each) => each.message)].join(' ')
}
