import { type SubmitEvent, useId, useRef, useState } from 'react'
import { errorText } from '../../api/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ApiKeyFields } from './api-key-fields.tsx'
import styles from './api-keys.module.css'
import { type CreatedApiKey, useApiKeyForm } from './use-api-key-form.ts'

interface CreateApiKeyDialogProps {
  onCreated: (created: CreatedApiKey) => void
  onClose: () => void
}

const faulty =
  '[aria-invalid="true"], [data-fault] [role="checkbox"], [data-fault] [role="radio"][tabindex="0"]'

export function CreateApiKeyDialog({ onCreated, onClose }: CreateApiKeyDialogProps) {
  const id = useId()
  const fields = useRef<HTMLFormElement>(null)
  const [asking, setAsking] = useState(false)
  const form = useApiKeyForm({
    onCreated,
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
        title="Create API key"
        description="What a program calls Patchbay with, instead of a password."
        footer={
          <>
            <Button variant="quiet" onClick={close}>
              Cancel
            </Button>
            <Button type="submit" form={id} variant="primary" busy={form.busy}>
              Create key
            </Button>
          </>
        }
      >
        <form ref={fields} id={id} className={styles['form']} onSubmit={submit} noValidate>
          <Failure error={form.failure} />
          <ApiKeyFields form={form} />
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
        No key has been created yet.
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
