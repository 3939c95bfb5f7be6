import type { Integration } from '@patchbay/contracts/integrations'
import { type SubmitEvent, useId, useState } from 'react'
import { errorText } from '../../api/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './integrations.module.css'
import { useIntegrationForm } from './use-integration-form.ts'

interface IntegrationDialogProps {
  /** Null: to be created. */
  integration: Integration | null
  onSaved: (integration: Integration) => void
  onClose: () => void
}

export function IntegrationDialog({ integration, onSaved, onClose }: IntegrationDialogProps) {
  const id = useId()
  const [asking, setAsking] = useState(false)
  const form = useIntegrationForm({ integration, onSaved })

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    const fields = event.currentTarget
    const focusFault = () => fields.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
    void form.submit(() => setTimeout(focusFault))
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
        title={integration === null ? 'Create integration' : 'Edit integration'}
        footer={
          <>
            <Button variant="quiet" onClick={close}>
              Cancel
            </Button>
            <Button type="submit" form={id} variant="primary" busy={form.busy}>
              {integration === null ? 'Create' : 'Save'}
            </Button>
          </>
        }
      >
        <form id={id} className={styles['form']} onSubmit={submit} noValidate>
          <Failure error={form.failure} />
          <TextField
            label="Name"
            autoComplete="off"
            value={form.values.name}
            onChange={(event) => form.change({ name: event.target.value })}
            error={form.faults.name}
          />
          <TextArea
            label="Description"
            optional
            value={form.values.description}
            onChange={(event) => form.change({ description: event.target.value })}
            error={form.faults.description}
          />
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
        It has not been saved yet.
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
