import type { Agent } from '@patchbay/contracts/agents'
import { type SubmitEvent, useId, useRef, useState } from 'react'
import { isApiError } from '../../api/api-error.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { AgentFields } from './agent-fields.tsx'
import styles from './agents.module.css'
import { Failure } from './failure.tsx'
import { useAgentForm } from './use-agent-form.ts'

interface AgentDialogProps {
  agent: Agent
  onSaved: (agent: Agent) => void
  onClose: () => void
}

export function AgentDialog({ agent, onSaved, onClose }: AgentDialogProps) {
  const id = useId()
  const fields = useRef<HTMLFormElement>(null)
  const [asking, setAsking] = useState(false)
  const form = useAgentForm({
    agent,
    onSaved,
    onFaults: () =>
      setTimeout(() => fields.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()),
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
        title="Edit agent"
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
          {isApiError(form.failure, 'stale_version') ? (
            <StaleNotice onLoadCurrent={() => void form.loadCurrent()} />
          ) : (
            <Failure error={form.failure} />
          )}
          <AgentFields form={form} agent={agent} />
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

function StaleNotice({ onLoadCurrent }: { onLoadCurrent: () => void }) {
  return (
    <Notice
      tone="warn"
      role="alert"
      title="Someone else changed this agent while you were editing"
      action={<Button onClick={onLoadCurrent}>Load the current version</Button>}
    >
      Nothing was saved.
    </Notice>
  )
}
