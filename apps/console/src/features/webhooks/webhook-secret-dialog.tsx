import type { WebhookWithSecret } from '@patchbay/contracts/webhooks'
import { CopyField } from '../../ui/copy-field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { fullTime } from '../../ui/relative-time.ts'
import { ShownOnceDialog } from '../../ui/shown-once-dialog.tsx'

interface WebhookSecretDialogProps {
  webhook: WebhookWithSecret
  onClose: () => void
}

export function WebhookSecretDialog({ webhook, onClose }: WebhookSecretDialogProps) {
  const { name, secret, previousSecretUntil: until } = webhook
  return (
    <ShownOnceDialog title={`Signing secret of ${name}`} onClose={onClose}>
      <Notice tone="warn" title="Copy the secret now: it is not shown again">
        With it the receiver checks that a message comes from here. A secret that is lost is rotated.
      </Notice>
      <CopyField
        label="Signing secret"
        value={secret}
        hint={until === null ? undefined : `The one before signs each message too until ${fullTime(until)}.`}
      />
    </ShownOnceDialog>
  )
}
