import type { Flow } from '@patchbay/contracts/flows'
import { useMutation } from '@tanstack/react-query'
import { Button } from '../../ui/button.tsx'
import { PlusIcon } from '../../ui/icons.tsx'
import { Menu } from '../../ui/menu.tsx'
import styles from './flows.module.css'
import { flowMutations } from './queries.ts'
import type { FlowChanges } from './use-flow-changes.ts'
import { useOpenStep } from './use-open-step.ts'

interface AddStepProps {
  flow: Flow
  changes: FlowChanges
}

/** At the end of a flow: another step, whose connection is chosen at once. */
export function AddStep({ flow, changes }: AddStepProps) {
  const add = useMutation(flowMutations.addStep())
  const openStep = useOpenStep(flow)

  function addStep(kind: 'destination' | 'lookup') {
    void changes.attempt(`add a ${kind}`, async () => {
      const { id } = await add.mutateAsync({ id: flow.id, kind, version: flow.version })
      openStep(id, true)
    })
  }

  return (
    <div className={styles['more']} data-card="">
      <Menu
        label="Kind of step"
        trigger={
          <Button icon={<PlusIcon />} busy={add.isPending}>
            Add destination/lookup
          </Button>
        }
        items={[
          { label: 'Destination', onSelect: () => addStep('destination') },
          { label: 'Lookup', onSelect: () => addStep('lookup') },
        ]}
      />
    </div>
  )
}
