import type { Webhook, WebhookWithSecret } from '@patchbay/contracts/webhooks'
import { type SubmitEvent, useId, useRef, useState } from 'react'
import { errorText } from '../../api/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useWebhookForm } from './use-webhook-form.ts'
import { type ConnectionChoices, WebhookFields } from './webhook-fields.tsx'
import type { WebhookFormValues } from './webhook-form.ts'
import styles from './webhooks.module.css'

interface WebhookDialogProps {
  /** null: a new one. */
  webhook: Webhook | null
  initial: WebhookFormValues
  Choices: ConnectionChoices
  onSaved: (saved: Webhook | WebhookWithSecret) => void
  onClose: () => void
}

const faulty =
  '[aria-invalid="true"], [data-fault] [role="checkbox"], [data-fault] [role="radio"][tabindex="0"]'

export function WebhookDialog({ webhook, initial, Choices, onSaved, onClose }: WebhookDialogProps) {
  const id = useId()
  const fields = useRef<HTMLFormElement>(null)
  const [asking, setAsking] = useState(false)
  const form = useWebhookForm({
    webhook,
    initial,
    onSaved,
    onFaults: () => setTimeout(() => fields.current?.querySelector<HTMLElement>(faulty)?.focus()),
  })

  function submit(event: SubmitEvent) {
    event.preventDefault()
    void form.submit()
  }

  function close() {
    if (form.isDirty) setAsking(true)
    else onClose()
  }

  return (
    <>
      <Dialog
        open
        onOpenChange={(open) => !open && close()}
        title={webhook === null ? 'Add webhook' : 'Edit webhook'}
        description="An address that gets a signed message when a connection goes offline or comes back."
        footer={
          <>
            <Button variant="quiet" onClick={close}>
              Cancel
            </Button>
            <Button type="submit" form={id} variant="primary" busy={form.busy}>
              Save
            </Button>
          </>
        }
      >
        <form ref={fields} id={id} className={styles['form']} onSubmit={submit} noValidate>
          <Failure error={form.failure} />
          {typeof webhook?.disabledReason === 'string' && (
            <Notice tone="warn" title="It was switched off by itself">
              {webhook.disabledReason}
            </Notice>
          )}
          <WebhookFields form={form} isNew={webhook === null} Choices={Choices} />
        </form>
      </Dialog>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Discard what you typed?"
        confirmLabel="Discard"
        cancelLabel="Keep editing"
        danger
        onConfirm={onClose}
      >
        Nothing has been saved yet.
      </ConfirmDialog>
    </>
  )
}

function Failure({ error }: { error: unknown }) {
  if (error === null) return null
  const { title, detail, code } = errorText(error)
  return (
    <Notice tone="bad" role="alert" title={title}>
      {detail} <code className={styles['code']}>{code}</code>
    </Notice>
  )
}
