import type { Agent } from '@patchbay/contracts/agents'
import { RecordDialog } from '../../records/record-dialog.tsx'
import { AgentFields } from './agent-fields.tsx'
import { useAgentForm } from './use-agent-form.ts'

interface AgentDialogProps {
  agent: Agent
  onSaved: (agent: Agent) => void
  onClose: () => void
}

export function AgentDialog({ agent, onSaved, onClose }: AgentDialogProps) {
  const form = useAgentForm({ agent, onSaved })
  return (
    <RecordDialog
      title="Edit agent"
      unsaved="What you changed in this dialog is not saved."
      form={form}
      conflict={{
        title: 'Someone else changed this agent while you were editing',
        loadCurrent: form.loadCurrent,
      }}
      onClose={onClose}
    >
      <AgentFields form={form} agent={agent} />
    </RecordDialog>
  )
}
