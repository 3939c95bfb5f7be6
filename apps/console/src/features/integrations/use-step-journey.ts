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
  const { mutate: remove } = useMutation(flowMutations.removeStep())
  const step = flow?.steps.find(({ id }) => id === stepId)

  function leave(): void {
    // Nothing was chosen, so that the flow is to be as it was. What was created may still be authorized, for this step.
    if (added === 1 && connection === undefined && step?.connectionId === null) {
      return remove({ id: flowId, stepId })
    }
    void client.invalidateQueries({ queryKey: integrationQueries.all })
  }

  return { application: step?.application ?? undefined, leave }
}
