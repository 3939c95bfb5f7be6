import type { Flow, Step } from '@patchbay/contracts/flows'
import { useRef } from 'react'
import { useMay } from '../../api/use-may.ts'
import { announce } from '../../ui/announce.tsx'
import { AddStep } from './add-step.tsx'
import { Cables } from './cables.tsx'
import styles from './flows.module.css'
import { StepCard } from './step-card.tsx'
import { stepName } from './step-names.ts'
import { moved } from './step-order.ts'
import { useCables } from './use-cables.ts'
import type { FlowChanges } from './use-flow-changes.ts'
import { useNamedStep } from './use-named-step.ts'
import { useStepDrag } from './use-step-drag.ts'

interface FlowLaneProps {
  /** With its steps in the order in which they are shown. */
  flow: Flow
  changes: FlowChanges
  onReplace: (stepId: string) => void
  onRemove: (stepId: string) => void
}

/** Also where there is no step yet. */
const isEmpty = (step: Step | undefined) => (step?.connection ?? null) === null

/** The steps of a flow from left to right, joined by cables. */
export function FlowLane({ flow, changes, onReplace, onRemove }: FlowLaneProps) {
  const may = useMay('manage')
  const { steps } = flow
  const lane = useRef<HTMLDivElement>(null)
  const stepIds = steps.map(({ id }) => id)
  const cables = useCables(lane, stepIds.join(' '))
  const dragOf = useStepDrag(move)
  const named = useNamedStep(stepIds)

  function move(stepId: string, to: number) {
    const step = steps.find(({ id }) => id === stepId)
    if (step === undefined) return
    const place = `${to + 1} of ${steps.length}`
    announce(`${stepName(step)} is step ${place} now.`)
    void changes.reorder(moved(stepIds, stepId, to), `make ${stepName(step)} step ${place}`)
  }

  return (
    <div className={styles['lane']} ref={lane}>
      <Cables cables={cables} isLoose={(index) => isEmpty(steps[index - 1]) || isEmpty(steps[index])} />
      <ol className={styles['steps']} aria-label={`Steps of ${flow.name}`}>
        {steps.map((step, index) => (
          <li
            key={step.id}
            id={step.id}
            className={styles['step']}
            data-card=""
            aria-current={named === step.id || undefined}
            {...(may ? dragOf(step.id, index) : {})}
          >
            <StepCard
              flow={flow}
              index={index}
              onMove={(to) => move(step.id, to)}
              onReplace={() => onReplace(step.id)}
              onRemove={() => onRemove(step.id)}
            />
          </li>
        ))}
      </ol>
      {may && <AddStep flow={flow} changes={changes} />}
    </div>
  )
}
