import type { Flow } from '@patchbay/contracts/flows'
import { useMutation } from '@tanstack/react-query'
import { type KeyboardEvent, useRef, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { PlusIcon } from '../../ui/icons.tsx'
import styles from './flows.module.css'
import { flowMutations } from './queries.ts'
import { kindNames } from './step-names.ts'
import type { FlowChanges } from './use-flow-changes.ts'
import { useOpenStep } from './use-open-step.ts'

interface AddStepProps {
  flow: Flow
  changes: FlowChanges
}

const kinds = ['destination', 'lookup'] as const

/** At the end of a flow: another step, whose connection is chosen at once. */
export function AddStep({ flow, changes }: AddStepProps) {
  const add = useMutation(flowMutations.addStep())
  const openStep = useOpenStep(flow)
  const opener = useRef<HTMLButtonElement>(null)
  const [isOpen, setOpen] = useState(false)

  function addStep(kind: (typeof kinds)[number]) {
    opener.current?.focus()
    setOpen(false)
    void changes.attempt(`add a ${kind}`, async () => {
      const { id } = await add.mutateAsync({ id: flow.id, kind, version: flow.version })
      openStep(id, true)
    })
  }

  function closeOnEscape({ key }: KeyboardEvent) {
    if (key !== 'Escape' || !isOpen) return
    opener.current?.focus()
    setOpen(false)
  }

  return (
    <div className={styles['more']} data-card="">
      <Button
        ref={opener}
        icon={<PlusIcon />}
        busy={add.isPending}
        aria-expanded={isOpen}
        onKeyDown={closeOnEscape}
        onClick={() => setOpen(!isOpen)}
      >
        Add destination/lookup
      </Button>
      {isOpen && (
        <div role="group" aria-label="Kind of step" className={styles['kinds']}>
          {kinds.map((kind) => (
            <Button key={kind} variant="quiet" onKeyDown={closeOnEscape} onClick={() => addStep(kind)}>
              {kindNames[kind]}
            </Button>
          ))}
        </div>
      )}
    </div>
  )
}
