import { createAgentBody } from '@patchbay/contracts/agents'
import { useMutation } from '@tanstack/react-query'
import { type SubmitEvent, useId, useRef, useState } from 'react'
import { isApiError } from '../../api/api-error.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './agents.module.css'
import { Failure } from '../../records/failure.tsx'
import { type IssuedAgent, agentMutations } from './queries.ts'

interface CreateAgentDialogProps {
  onCreated: (created: IssuedAgent) => void
  onClose: () => void
}

function nameFault(name: string): string | undefined {
  return createAgentBody.shape.name.safeParse(name).error?.issues[0]?.message
}

export function CreateAgentDialog({ onCreated, onClose }: CreateAgentDialogProps) {
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const [name, setName] = useState('')
  const [fault, setFault] = useState<string>()
  const sending = useRef(false)
  const create = useMutation(agentMutations.create())

  function refuse(found: string) {
    setFault(found)
    field.current?.focus()
  }

  async function send() {
    if (sending.current) return
    sending.current = true
    try {
      onCreated(await create.mutateAsync({ name }))
    } catch (error) {
      const [onField] = isApiError(error) ? error.fieldErrors : []
      if (onField === undefined) return
      refuse(onField.message)
      create.reset()
    } finally {
      sending.current = false
    }
  }

  function submit(event: SubmitEvent) {
    event.preventDefault()
    // It bubbles through React's tree, not the page's: the pane below must not take it for its own.
    event.stopPropagation()
    const found = nameFault(name)
    if (found === undefined) void send()
    else refuse(found)
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Create agent"
      description="A small program beside a server that the internet cannot reach. It connects out to Patchbay."
      footer={
        <>
          <Button variant="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" form={id} variant="primary" busy={create.isPending}>
            Create
          </Button>
        </>
      }
    >
      <form id={id} className={styles['form']} onSubmit={submit} noValidate>
        <Failure error={create.error} />
        <TextField
          ref={field}
          label="Name"
          hint="Where it runs, such as “Warehouse Vienna”."
          autoComplete="off"
          value={name}
          onChange={(event) => {
            setName(event.target.value)
            setFault(undefined)
          }}
          error={fault}
        />
      </form>
    </Dialog>
  )
}
