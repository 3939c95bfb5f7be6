import type { WebhookWithSecret } from '@patchbay/contracts/webhooks'
import { type MouseEvent, useRef } from 'react'
import { Button } from '../../ui/button.tsx'
import { CopyField } from '../../ui/copy-field.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { fullTime } from '../../ui/relative-time.ts'
import styles from './webhooks.module.css'

interface WebhookSecretDialogProps {
  webhook: WebhookWithSecret
  onClose: () => void
}

/** The only sight of the secret. */
export function WebhookSecretDialog({ webhook, onClose }: WebhookSecretDialogProps) {
  const content = useRef<HTMLInputElement>(null)
  const { name, secret, previousSecretUntil: until } = webhook

  function done({ detail: clicks }: MouseEvent) {
    // The second half of a double click on the button whose place Done takes.
    if (clicks < 2) onClose()
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Signing secret of ${name}`}
      initialFocus={content}
      footer={
        <Button variant="primary" onClick={done}>
          Done
        </Button>
      }
    >
      <div
        className={styles['form']}
        ref={(node) => {
          content.current = node?.querySelector('input') ?? null
        }}
      >
        <Notice tone="warn" title="Copy the secret now: it is not shown again">
          With it the receiver checks that a message comes from here. A secret that is lost is rotated.
        </Notice>
        <CopyField
          label="Signing secret"
          value={secret}
          hint={
            until === null ? undefined : `The one before signs each message too until ${fullTime(until)}.`
          }
        />
      </div>
    </Dialog>
  )
}
