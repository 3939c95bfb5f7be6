import type { Flow } from '@patchbay/contracts/flows'
import { useMutation } from '@tanstack/react-query'
import { isApiError } from '../../api/api-error.ts'
import { errorText } from '../../api/error-text.ts'
import { announce } from '../../ui/announce.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { flowMutations } from './queries.ts'
import { stepName } from './step-names.ts'

interface RemoveStepDialogProps {
  flow: Flow
  stepId: string
  onRemoved: () => void
  onClose: () => void
}

export function RemoveStepDialog({ flow, stepId, onRemoved, onClose }: RemoveStepDialogProps) {
  const remove = useMutation(flowMutations.removeStep())
  const index = flow.steps.findIndex(({ id }) => id === stepId)
  const step = flow.steps[index]
  if (step === undefined) return null

  async function confirm(): Promise<void> {
    try {
      await remove.mutateAsync({ id: flow.id, stepId })
    } catch (error) {
      // Another admin was faster; gone it is.
      if (!isApiError(error, 'not_found')) return
    }
    announce(`Step ${index + 1} is removed.`)
    onRemoved()
  }

  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Remove step ${index + 1} of ${flow.name}?`}
      confirmLabel="Remove"
      danger
      busy={remove.isPending}
      error={remove.error === null ? undefined : errorText(remove.error).detail}
      onConfirm={() => void confirm()}
    >
      It is {stepName(step)}. {step.connection !== null && 'The connection stays. '}
      Programs that ask for this step do not find it any more.
    </ConfirmDialog>
  )
}
