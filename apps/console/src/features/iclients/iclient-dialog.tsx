import type { IClient } from '@patchbay/contracts/iclients'
import { type SubmitEvent, useId, useRef, useState } from 'react'
import { isApiError } from '../../api/api-error.ts'
import { errorText } from '../../api/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { Connecting } from './client-addresses.ts'
import { IClientFields } from './iclient-fields.tsx'
import styles from './iclients.module.css'
import { useIClientForm } from './use-iclient-form.ts'

interface IClientDialogProps {
  /** Null: a new one. */
  iClient: IClient | null
  /** Fixed where the dialog is opened for one application; else it is chosen. */
  application?: string
  /** The connection that a new one is for. */
  connecting?: Connecting | undefined
  onSaved: (iClient: IClient) => void
  onClose: () => void
}

export function IClientDialog({ iClient, application, connecting, onSaved, onClose }: IClientDialogProps) {
  const id = useId()
  const fields = useRef<HTMLFormElement>(null)
  const [asking, setAsking] = useState(false)
  const form = useIClientForm({
    iClient,
    application: application ?? '',
    connecting,
    onSaved,
    onFaults: () =>
      setTimeout(() => fields.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()),
  })

  function submit(event: SubmitEvent) {
    event.preventDefault()
    // It bubbles through React's tree, not the page's: the pane below must not take it for its own.
    event.stopPropagation()
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
        title={titleOf(iClient, application)}
        description="A client ID and client secret, as the application's page for connected applications shows them."
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
          <Failure error={form.failure} onLoadCurrent={() => void form.loadCurrent()} />
          <IClientFields
            form={form}
            hasStoredSecret={iClient !== null && iClient.clientSecretUpdatedAt !== null}
            chooses={iClient === null && application === undefined}
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
        What you changed in this dialog is not saved.
      </ConfirmDialog>
    </>
  )
}

function titleOf(iClient: IClient | null, application: string | undefined): string {
  if (iClient !== null) return 'Edit iClient'
  return application === undefined ? 'Register OAuth 2.0 client' : 'Add iClient'
}

function Failure({ error, onLoadCurrent }: { error: unknown; onLoadCurrent: () => void }) {
  if (error === null) return null
  if (isApiError(error, 'stale_version')) {
    return (
      <Notice
        tone="warn"
        role="alert"
        title="Someone else changed this iClient while you were editing"
        action={<Button onClick={onLoadCurrent}>Load the current version</Button>}
      >
        Nothing was saved.
      </Notice>
    )
  }
  const { title, detail, code } = errorText(error)
  return (
    <Notice tone="bad" role="alert" title={title}>
      {detail} <code className={styles['code']}>{code}</code>
    </Notice>
  )
}
