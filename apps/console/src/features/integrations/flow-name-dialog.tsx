import { createFlowBody } from '@patchbay/contracts/flows'
import { type SubmitEvent, useId, useState } from 'react'
import { isApiError } from '../../api/api-error.ts'
import { errorText } from '../../api/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { TextField } from '../../ui/text-field.tsx'

interface FlowNameDialogProps {
  title: string
  confirmLabel: string
  name: string
  /** What it throws is said in the dialog. */
  onSave: (name: string) => Promise<void>
  onClose: () => void
}

/** Asks for the name of a flow, a new one or one that is there. */
export function FlowNameDialog({ title, confirmLabel, name, onSave, onClose }: FlowNameDialogProps) {
  const id = useId()
  const [typed, setTyped] = useState(name)
  const [fault, setFault] = useState<string | undefined>()
  const [failure, setFailure] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)

  function place(error: unknown) {
    const onName = isApiError(error) ? error.fieldErrors.find(({ path }) => path === 'name') : undefined
    if (onName === undefined) setFailure(error)
    else setFault(onName.message)
  }

  async function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    const field = event.currentTarget.querySelector('input')
    const checked = createFlowBody.safeParse({ name: typed })
    setFault(checked.error?.issues[0]?.message)
    if (!checked.success) return field?.focus()
    if (busy) return
    setBusy(true)
    setFailure(null)
    await onSave(checked.data.name).catch(place)
    setBusy(false)
  }

  return (
    <Dialog
      open
      size="sm"
      onOpenChange={(open) => !open && onClose()}
      title={title}
      footer={
        <>
          <Button variant="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" form={id} variant="primary" busy={busy}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      <form id={id} onSubmit={(event) => void submit(event)} noValidate>
        {failure !== null && (
          <Notice tone="bad" role="alert">
            {errorText(failure).detail}
          </Notice>
        )}
        <TextField
          label="Name"
          autoComplete="off"
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value)
            setFault(undefined)
          }}
          error={fault}
        />
      </form>
    </Dialog>
  )
}
