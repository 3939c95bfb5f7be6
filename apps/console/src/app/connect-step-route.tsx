import { getRouteApi } from '@tanstack/react-router'
import { useMemo } from 'react'
import { ApplicationList } from '../features/connections/application-list.tsx'
import { ApplyToContext } from '../features/connections/apply-to.ts'
import { CreateConnectionPane } from '../features/connections/create-connection-pane.tsx'
import { PanePartsContext } from '../features/connections/pane-parts.ts'
import { ChooseConnection } from '../features/integrations/choose-connection.tsx'
import { useStepJourney } from '../features/integrations/use-step-journey.ts'
import { paneParts } from './pane-parts.ts'
import { useCloseOverlay } from '../ui/use-close-overlay.ts'

const route = getRouteApi('/signed-in/integrations/$integrationId/flows/$flowId/steps/$stepId/connect')

/** The pane in which a step of a flow gets its connection: a registered one, or one that is created for it. */
export function ConnectStepRoute() {
  const { integrationId, flowId, stepId } = route.useParams()
  const navigate = route.useNavigate()
  const target = useMemo(() => ({ flowId, stepId }), [flowId, stepId])
  const { application, leave } = useStepJourney(target)
  const close = useCloseOverlay(
    () => void navigate({ to: '/integrations/$integrationId', params: { integrationId }, replace: true }),
  )
  const first = (
    <ChooseConnection
      integrationId={integrationId}
      target={target}
      onUsed={close}
      applications={<ApplicationList only={application} />}
    />
  )
  return (
    <PanePartsContext value={paneParts}>
      <ApplyToContext value={target}>
        <CreateConnectionPane
          draft={`${stepId}.`}
          first={first}
          onClose={() => {
            void leave()
            close()
          }}
        />
      </ApplyToContext>
    </PanePartsContext>
  )
}
