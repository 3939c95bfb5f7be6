import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { flowMutations, integrationQueries } from './queries.ts'

export interface Target {
  readonly flowId: string
  readonly stepId: string
}

/** What the pane over a flow knows of its step, and what becomes of it when the pane is left. */
export function useStepJourney({ flowId, stepId }: Target) {
  const client = useQueryClient()
  const { added, connection } = useSearch({ strict: false })
  const { data: flow } = useQuery(integrationQueries.flow(flowId))
  const { mutateAsync: remove } = useMutation(flowMutations.removeStep())
  const step = flow?.steps.find(({ id }) => id === stepId)

  /** Nothing was chosen, so that the flow is to be as it was. What was created may still be authorized, for this step. */
  async function takeBack(): Promise<void> {
    // As it is by now, which this page may not have read yet.
    const now = await client.fetchQuery({ ...integrationQueries.flow(flowId), staleTime: 0 })
    const isEmpty = now.steps.some(({ id, connectionId }) => id === stepId && connectionId === null)
    if (isEmpty) await remove({ id: flowId, stepId })
  }

  async function leave(): Promise<void> {
    // Where the flow cannot be read or changed, the empty step is seen, and can be removed there.
    if (added === '1' && connection === undefined) await takeBack().catch(() => undefined)
    await client.invalidateQueries({ queryKey: integrationQueries.all })
  }

  return { application: step?.application ?? undefined, leave }
}
