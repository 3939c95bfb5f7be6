import { type ReactNode, type RefObject, type SubmitEvent, useId, useState } from 'react'
import { isApiError } from '../api/api-error.ts'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Notice } from '../ui/notice.tsx'
import { Failure } from './failure.tsx'
import styles from './records.module.css'

interface RecordDialogProps {
  title: string
  description?: string | undefined
  saveLabel?: string | undefined
  /** What is said when typed input is about to be thrown away. */
  unsaved: string
  form: {
    readonly form: RefObject<HTMLFormElement | null>
    readonly failure: unknown
    readonly busy: boolean
    readonly isDirty: boolean
    readonly submit: () => Promise<void>
  }
  /** The way on after somebody else's change; without it the server's words stand alone. */
  conflict?: { readonly title: string; readonly loadCurrent: () => Promise<void> } | undefined
  onClose: () => void
  children: ReactNode
}

/** The dialog that a record is made or changed in: it asks before throwing away what is typed. */
export function RecordDialog(props: RecordDialogProps) {
  const { onClose } = props
  const { form, failure, busy, isDirty, submit: save } = props.form
  const id = useId()
  const [asking, setAsking] = useState(false)

  function submit(event: SubmitEvent) {
    event.preventDefault()
    void save()
  }

  function close() {
    if (isDirty) setAsking(true)
    else onClose()
  }

  return (
    <>
      <Dialog
        open
        onOpenChange={(open) => !open && close()}
        title={props.title}
        description={props.description}
        footer={
          <>
            <Button variant="quiet" onClick={close}>
              Cancel
            </Button>
            <Button type="submit" form={id} variant="primary" busy={busy}>
              {props.saveLabel ?? 'Save'}
            </Button>
          </>
        }
      >
        <form ref={form} id={id} className={styles['form']} onSubmit={submit} noValidate>
          <NotSaved error={failure} conflict={props.conflict} />
          {props.children}
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
        {props.unsaved}
      </ConfirmDialog>
    </>
  )
}

function NotSaved({ error, conflict }: { error: unknown; conflict: RecordDialogProps['conflict'] }) {
  if (conflict === undefined || !isApiError(error, 'stale_version')) return <Failure error={error} />
  return (
    <Notice
      tone="warn"
      role="alert"
      title={conflict.title}
      action={<Button onClick={() => void conflict.loadCurrent()}>Load the current version</Button>}
    >
      Nothing was saved.
    </Notice>
  )
}
