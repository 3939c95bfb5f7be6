import type { IClient } from '@patchbay/contracts/iclients'
import { useMutation } from '@tanstack/react-query'
import { isApiError } from '../../api/api-error.ts'
import { errorText } from '../../api/error-text.ts'
import { announce } from '../../ui/announce.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { iClientMutations } from './queries.ts'

interface DeleteIClientDialogProps {
  iClient: IClient
  onClose: () => void
}

export function DeleteIClientDialog({ iClient, onClose }: DeleteIClientDialogProps) {
  const remove = useMutation(iClientMutations.remove())
  function confirm() {
    remove.mutate(iClient.id, {
      onSuccess: () => {
        announce(`${iClient.name} is deleted.`)
        onClose()
      },
    })
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Delete ${iClient.name}?`}
      confirmLabel="Delete"
      danger
      busy={remove.isPending}
      error={remove.error === null ? undefined : failureText(remove.error)}
      onConfirm={confirm}
    >
      The client ID and its secret are deleted here for good. At the application the client stays registered.
    </ConfirmDialog>
  )
}

/** Where connections still use it, the server names them. */
function failureText(error: Error): string {
  const { detail } = errorText(error)
  if (!isApiError(error, 'in_use')) return detail
  return [detail, ...error.fieldErrors.map((each) => each.message)].join(' ')
}
