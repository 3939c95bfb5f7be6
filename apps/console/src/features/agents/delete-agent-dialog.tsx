import type { Agent } from '@patchbay/contracts/agents'
import { useMutation } from '@tanstack/react-query'
import { errorText } from '../../api/error-text.ts'
import { announce } from '../../ui/announce.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { agentMutations } from './queries.ts'

interface DeleteAgentDialogProps {
  agent: Agent
  onClose: () => void
}

export function DeleteAgentDialog({ agent: { id, name }, onClose }: DeleteAgentDialogProps) {
  const remove = useMutation(agentMutations.remove())
  function confirm() {
    remove.mutate(id, {
      onSuccess: () => {
        announce(`${name} is deleted.`)
        onClose()
      },
    })
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Delete ${name}?`}
      confirmLabel="Delete"
      danger
      busy={remove.isPending}
      error={remove.error === null ? undefined : errorText(remove.error).detail}
      onConfirm={confirm}
    >
      Its access token ends and it is disconnected at once. The program itself stays where it runs: end it
      there.
    </ConfirmDialog>
  )
}
