import type { Flow } from '@patchbay/contracts/flows'
import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { isApiError } from '../../api/api-error.ts'
import { flowMutations } from './queries.ts'
import { inOrder } from './step-order.ts'

export interface Conflict {
  /** The flow as this page showed it when the change was refused. */
  readonly seen: Flow
  /** What was to be done, as a sentence without its full stop. */
  readonly wanted: string
}

/** Changes of one flow, and what becomes of them where another admin was faster. */
export function useFlowChanges(current: Flow) {
  const update = useMutation(flowMutations.update())
  const [conflict, setConflict] = useState<Conflict | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const [order, setOrder] = useState<readonly string[] | null>(null)
  // What was refused is seen as it was, and further changes are refused as well, until the admin asks for the current flow.
  const flow = conflict?.seen ?? current
  const next = useRef<{ stepIds: string[]; wanted: string } | null>(null)
  const isSending = useRef(false)

  /** Answers whether it was done; if not, the flow says why. */
  async function attempt(wanted: string, send: () => Promise<unknown>): Promise<boolean> {
    setFailure(null)
    try {
      await send()
      return true
    } catch (error) {
      if (isApiError(error, 'stale_version')) setConflict({ seen: flow, wanted })
      else setFailure(error)
      return false
    }
  }

  /** Shown at once. Further moves made meanwhile go together, based on what the one before made of the flow. */
  async function reorder(stepIds: string[], wanted: string): Promise<void> {
    setOrder(stepIds)
    next.current = { stepIds, wanted }
    if (isSending.current) return
    isSending.current = true
    let { version } = flow
    while (next.current !== null) {
      const sent: { stepIds: string[]; wanted: string } = next.current
      next.current = null
      const isDone = await attempt(sent.wanted, async () => {
        ;({ version } = await update.mutateAsync({ id: flow.id, version, stepIds: sent.stepIds }))
      })
      if (!isDone) next.current = null
    }
    isSending.current = false
    setOrder(null)
  }

  return {
    /** As it is shown: what is being sent is taken for done. */
    shown: { ...flow, steps: [...inOrder(flow.steps, order)] },
    conflict,
    failure,
    attempt,
    reorder,
    refuse: (wanted: string) => setConflict({ seen: flow, wanted }),
    settle: () => setConflict(null),
  }
}

export type FlowChanges = ReturnType<typeof useFlowChanges>
