import type { Agent } from '@patchbay/contracts/agents'
import { ConfirmChange } from '../../records/confirm-change.tsx'
import { agentMutations } from './queries.ts'

interface DeleteAgentDialogProps {
  agent: Agent
  onClose: () => void
}

export function DeleteAgentDialog({ agent: { id, name }, onClose }: DeleteAgentDialogProps) {
  return (
    <ConfirmChange
      title={`Delete ${name}?`}
      confirmLabel="Delete"
      danger
      mutation={agentMutations.remove()}
      variables={id}
      done={`${name} is deleted.`}
      onClose={onClose}
    >
      Its access token ends and it is disconnected at once. The program itself stays where it runs: end it
      there.
    </ConfirmChange>
  )
}
