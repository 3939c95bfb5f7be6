import type { Flow } from '@patchbay/contracts/flows'
import { Suspense, lazy, useId, useRef, useState } from 'react'
import { errorText } from '../../api/error-text.ts'
import { useMay } from '../../api/use-may.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { PencilIcon, TrashIcon } from '../../ui/icons.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ConflictNotice } from './conflict-notice.tsx'
import { FlowLane } from './flow-lane.tsx'
import styles from './flows.module.css'
import { ReplacedNotice } from './replaced-notice.tsx'
import type { Replaced } from './replace-step.ts'
import { useFlowChanges } from './use-flow-changes.ts'

const flowDialogs = () => import('./flow-dialogs.tsx')
const RenameFlowDialog = lazy(async () => ({ default: (await flowDialogs()).RenameFlowDialog }))
const DeleteFlowDialog = lazy(async () => ({ default: (await flowDialogs()).DeleteFlowDialog }))
const ReplaceStepDialog = lazy(async () => ({
  default: (await import('./replace-step-dialog.tsx')).ReplaceStepDialog,
}))
const RemoveStepDialog = lazy(async () => ({
  default: (await import('./remove-step-dialog.tsx')).RemoveStepDialog,
}))

type Asking = { what: 'rename' | 'delete' } | { what: 'replace' | 'remove'; stepId: string }

export function FlowSection({ flow }: { flow: Flow }) {
  const may = useMay('manage')
  const id = useId()
  const heading = useRef<HTMLHeadingElement>(null)
  const changes = useFlowChanges(flow)
  const [asking, setAsking] = useState<Asking | null>(null)
  const [replaced, setReplaced] = useState<Replaced | null>(null)
  const { shown } = changes
  const close = () => setAsking(null)
  const focusHeading = () => setTimeout(() => heading.current?.focus())

  return (
    <section className={styles['flow']} aria-labelledby={id}>
      <div className={styles['flowTop']}>
        <h2 id={id} ref={heading} tabIndex={-1} className={styles['flowName']} title={shown.name} dir="auto">
          {shown.name}
        </h2>
        <span className={styles['count']}>
          {shown.steps.length === 1 ? '1 step' : `${shown.steps.length} steps`}
        </span>
        {may && (
          <span className={styles['flowActions']}>
            <IconButton
              label={`Rename ${shown.name}`}
              icon={<PencilIcon />}
              onClick={() => setAsking({ what: 'rename' })}
            />
            <IconButton
              label={`Delete ${shown.name}`}
              icon={<TrashIcon />}
              onClick={() => setAsking({ what: 'delete' })}
            />
          </span>
        )}
      </div>
      {changes.conflict !== null && (
        <ConflictNotice
          conflict={changes.conflict}
          current={flow}
          onShow={() => {
            changes.settle()
            focusHeading()
          }}
        />
      )}
      {changes.failure !== null && (
        <Notice tone="bad" role="alert" title={errorText(changes.failure).title}>
          {errorText(changes.failure).detail}
        </Notice>
      )}
      {replaced !== null && (
        <ReplacedNotice flow={shown} replaced={replaced} changes={changes} onGone={() => setReplaced(null)} />
      )}
      <FlowLane
        flow={shown}
        changes={changes}
        onReplace={(stepId) => setAsking({ what: 'replace', stepId })}
        onRemove={(stepId) => setAsking({ what: 'remove', stepId })}
      />
      <Suspense fallback={null}>
        {asking?.what === 'rename' && <RenameFlowDialog flow={shown} changes={changes} onClose={close} />}
        {asking?.what === 'delete' && <DeleteFlowDialog flow={flow} onClose={close} />}
        {asking?.what === 'replace' && (
          <ReplaceStepDialog
            flow={shown}
            stepId={asking.stepId}
            changes={changes}
            onReplaced={setReplaced}
            onClose={close}
          />
        )}
        {asking?.what === 'remove' && (
          <RemoveStepDialog
            flow={shown}
            stepId={asking.stepId}
            onClose={close}
            onRemoved={() => {
              close()
              focusHeading()
            }}
          />
        )}
      </Suspense>
    </section>
  )
}
