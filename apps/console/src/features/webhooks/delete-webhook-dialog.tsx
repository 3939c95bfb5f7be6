import type { Webhook } from '@patchbay/contracts/webhooks'
import { ConfirmChange } from '../../records/confirm-change.tsx'
import { webhookMutations } from './queries.ts'

interface DeleteWebhookDialogProps {
  webhook: Webhook
  onClose: () => void
}

export function DeleteWebhookDialog({ webhook: { id, name }, onClose }: DeleteWebhookDialogProps) {
  return (
    <ConfirmChange
      title={`Delete ${name}?`}
      confirmLabel="Delete"
      danger
      mutation={webhookMutations.remove()}
      variables={id}
      done={`${name} is deleted.`}
      onClose={onClose}
    >
      It gets no more messages, and its log is deleted with it.
    </ConfirmChange>
  )
}
