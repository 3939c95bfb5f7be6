import type { Webhook } from '@patchbay/contracts/webhooks'
import { useMutation } from '@tanstack/react-query'
import { errorText } from '../../api/error-text.ts'
import { announce } from '../../ui/announce.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { webhookMutations } from './queries.ts'

export function DeleteWebhookDialog({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const { id, name } = webhook
  const remove = useMutation(webhookMutations.remove())
  function confirm() {
    remove.mutate(id, {
      onSuccess: () => {
        announce(`${name} is deleted.`)
        onClose()
      },
    })
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Delete ${name}?`}
      confirmLabel="Delete"
      danger
      busy={remove.isPending}
      error={remove.error === null ? undefined : errorText(remove.error).detail}
      onConfirm={confirm}
    >
      It gets no more messages, and its log is deleted with it.
    </ConfirmDialog>
  )
}
