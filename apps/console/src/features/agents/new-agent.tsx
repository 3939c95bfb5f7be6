import { NewAgentSteps } from './new-agent-steps.tsx'
import { useCloseDialog } from './use-close-dialog.ts'

export function NewAgent() {
  return <NewAgentSteps onClose={useCloseDialog()} />
}
