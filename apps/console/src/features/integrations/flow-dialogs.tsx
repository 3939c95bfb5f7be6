import type { Flow } from '@patchbay/contracts/flows'
import { useMutation } from '@tanstack/react-query'
import { isApiError } from '../../api/api-error.ts'
import { ConfirmChange } from '../../records/confirm-change.tsx'
import { announce } from '../../ui/announce.tsx'
import { FlowNameDialog } from './flow-name-dialog.tsx'
import { flowMutations } from './queries.ts'
import type { FlowChanges } from './use-flow-changes.ts'

export function AddFlowDialog({ integrationId, onClose }: { integrationId: string; onClose: () => void }) {
  const create = useMutation(flowMutations.create())
  return (
    <FlowNameDialog
      title="Add flow"
      confirmLabel="Add"
      name=""
      onClose={onClose}
      onSave={async (name) => {
        await create.mutateAsync({ id: integrationId, name })
        announce(`${name} is added.`)
        onClose()
      }}
    />
  )
}

interface FlowDialogProps {
  flow: Flow
  changes: FlowChanges
  onClose: () => void
}

export function RenameFlowDialog({ flow, changes, onClose }: FlowDialogProps) {
  const update = useMutation(flowMutations.update())

  async function rename(name: string): Promise<void> {
    try {
      await update.mutateAsync({ id: flow.id, version: flow.version, name })
      announce(`The flow is called ${name} now.`)
    } catch (error) {
      if (!isApiError(error, 'stale_version')) throw error
      changes.refuse(`rename the flow to ${name}`)
    }
    onClose()
  }

  return (
    <FlowNameDialog
      title="Rename flow"
      confirmLabel="Rename"
      name={flow.name}
      onClose={onClose}
      onSave={rename}
    />
  )
}

export function DeleteFlowDialog({ flow, onClose }: Omit<FlowDialogProps, 'changes'>) {
  const { length } = flow.steps
  return (
    <ConfirmChange
      title={`Delete ${flow.name}?`}
      confirmLabel="Delete"
      danger
      mutation={flowMutations.remove()}
      variables={flow.id}
      done={`${flow.name} is deleted.`}
      onClose={onClose}
    >
      {length === 1 ? 'Its step goes with it.' : `Its ${length} steps go with it.`} The connections stay.
      Programs that ask for this flow do not find it any more.
    </ConfirmChange>
  )
}
