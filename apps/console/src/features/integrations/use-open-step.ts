import type { Flow } from '@patchbay/contracts/flows'
import { getRouteApi } from '@tanstack/react-router'

const route = getRouteApi('/signed-in/integrations/$integrationId')

/** Opens the pane in which a step gets a connection. */
export function useOpenStep({ id: flowId }: Pick<Flow, 'id'>) {
  const { integrationId } = route.useParams()
  const navigate = route.useNavigate()
  return (stepId: string, isAdded = false) =>
    void navigate({
      to: '/integrations/$integrationId/flows/$flowId/steps/$stepId/connect',
      params: { integrationId, flowId, stepId },
      search: isAdded ? { added: '1' } : {},
      state: { paneDepth: 1 },
      resetScroll: false,
    })
}
