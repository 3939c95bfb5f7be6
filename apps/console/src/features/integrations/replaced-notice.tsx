import type { Flow } from '@patchbay/contracts/flows'
import { useMutation } from '@tanstack/react-query'
import { announce } from '../../ui/announce.tsx'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import styles from './flows.module.css'
import { flowMutations } from './queries.ts'
import type { Replaced } from './replace-step.ts'
import type { FlowChanges } from './use-flow-changes.ts'

interface ReplacedNoticeProps {
  flow: Flow
  replaced: Replaced
  changes: FlowChanges
  onGone: () => void
}

/** After a replacement: what was done, and the way back. */
export function ReplacedNotice({ flow, replaced, changes, onGone }: ReplacedNoticeProps) {
  const { stepId, position, from, to } = replaced
  const update = useMutation(flowMutations.updateStep())

  async function undo(): Promise<void> {
    const isDone = await changes.attempt(`give step ${position} ${from.name} again`, () =>
      update.mutateAsync({ id: flow.id, stepId, connectionId: from.id, version: flow.version }),
    )
    if (isDone) announce(`Step ${position} uses ${from.name} again.`)
    onGone()
  }

  return (
    <Notice
      tone="ok"
      role="status"
      title={`Step ${position} uses ${to.name} now, instead of ${from.name}`}
      action={
        <span className={styles['noticeActions']}>
          <Button busy={update.isPending} onClick={() => void undo()}>
            Undo
          </Button>
          <Button variant="quiet" onClick={onGone}>
            Dismiss
          </Button>
        </span>
      }
    />
  )
}
