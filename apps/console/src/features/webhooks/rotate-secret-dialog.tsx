import type { Webhook, WebhookWithSecret } from '@patchbay/contracts/webhooks'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { errorText } from '../../api/error-text.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { webhookMutations } from './queries.ts'
import { WebhookSecretDialog } from './webhook-secret-dialog.tsx'

export function RotateSecretDialog({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const rotate = useMutation(webhookMutations.rotate())
  const [rotated, setRotated] = useState<WebhookWithSecret | null>(null)
  if (rotated !== null) return <WebhookSecretDialog webhook={rotated} onClose={onClose} />

  function confirm() {
    rotate.mutate(webhook.id, {
      onSuccess: (answer) => {
        setRotated(answer)
        rotate.reset()
      },
    })
  }

  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Rotate the secret of ${webhook.name}?`}
      confirmLabel="Rotate secret"
      busy={rotate.isPending}
      error={rotate.error === null ? undefined : errorText(rotate.error).detail}
      onConfirm={confirm}
    >
      A new secret is made and shown once. For 24 hours the present one signs each message too, so that the
      receiver has time to change.
    </ConfirmDialog>
  )
}
