import type { Webhook, WebhookWithSecret } from '@patchbay/contracts/webhooks'
import { RecordDialog } from '../../records/record-dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useWebhookForm } from './use-webhook-form.ts'
import { type ConnectionChoices, WebhookFields } from './webhook-fields.tsx'
import type { WebhookFormValues } from './webhook-form.ts'

interface WebhookDialogProps {
  /** null: a new one. */
  webhook: Webhook | null
  initial: WebhookFormValues
  Choices: ConnectionChoices
  onSaved: (saved: Webhook | WebhookWithSecret) => void
  onClose: () => void
}

export function WebhookDialog({ webhook, initial, Choices, onSaved, onClose }: WebhookDialogProps) {
  const form = useWebhookForm({ webhook, initial, onSaved })
  return (
    <RecordDialog
      title={webhook === null ? 'Add webhook' : 'Edit webhook'}
      description="An address that gets a signed message when a connection goes offline or comes back."
      unsaved="Nothing has been saved yet."
      form={form}
      onClose={onClose}
    >
      {typeof webhook?.disabledReason === 'string' && (
        <Notice tone="warn" title="It was switched off by itself">
          {webhook.disabledReason}
        </Notice>
      )}
      <WebhookFields form={form} isNew={webhook === null} Choices={Choices} />
    </RecordDialog>
  )
}
