import type { Flow } from '@patchbay/contracts/flows'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { announce } from '../../ui/announce.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import styles from './flows.module.css'
import { flowMutations } from './queries.ts'
import { RegisteredChoices } from './registered-choices.tsx'
import type { Replaced } from './replace-step.ts'
import type { FlowChanges } from './use-flow-changes.ts'
import { useOpenStep } from './use-open-step.ts'

interface ReplaceStepDialogProps {
  flow: Flow
  stepId: string
  changes: FlowChanges
  onReplaced: (replaced: Replaced) => void
  onClose: () => void
}

interface Choice {
  readonly id: string
  readonly name: string
}

/** Another registered connection of the same application for one step. */
export function ReplaceStepDialog({ flow, stepId, changes, onReplaced, onClose }: ReplaceStepDialogProps) {
  const update = useMutation(flowMutations.updateStep())
  const openStep = useOpenStep(flow)
  const [chosen, setChosen] = useState<Choice | null>(null)
  const position = flow.steps.findIndex(({ id }) => id === stepId) + 1
  const { application = null, connection: from = null } = flow.steps[position - 1] ?? {}
  if (from === null) return null

  async function replace(to: Choice, { id, name }: Choice): Promise<void> {
    const isDone = await changes.attempt(`give step ${position} ${to.name}`, () =>
      update.mutateAsync({ id: flow.id, stepId, connectionId: to.id, version: flow.version }),
    )
    if (isDone) {
      announce(`Step ${position} uses ${to.name} now.`)
      onReplaced({ stepId, position, from: { id, name }, to })
    }
    onClose()
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Replace connection"
      description={`Step ${position} of ${flow.name} uses ${from.name}.`}
      footer={
        <>
          <Button variant="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button
            variant="primary"
            busy={update.isPending}
            aria-disabled={chosen === null}
            onClick={() => chosen !== null && void replace(chosen, from)}
          >
            Replace
          </Button>
        </>
      }
    >
      <div className={styles['replace']}>
        <RegisteredChoices
          integrationId={flow.integrationId}
          application={application}
          without={from.id}
          chosen={chosen?.id ?? null}
          none="No other connection of this application is registered with the integration."
          onChoose={setChosen}
        />
        <p role="status" className={styles['preview']} dir="auto">
          {chosen !== null && `Step ${position} of ${flow.name}: ${from.name} → ${chosen.name}`}
        </p>
        <p>
          <Button
            onClick={() => {
              onClose()
              openStep(stepId)
            }}
          >
            Use a new one instead
          </Button>
        </p>
      </div>
    </Dialog>
  )
}
