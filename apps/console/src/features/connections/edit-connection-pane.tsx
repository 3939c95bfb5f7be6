import { findApplication } from '@patchbay/applications/catalogue'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useCanGoBack, useRouter, useRouterState } from '@tanstack/react-router'
import { Drawer } from '../../ui/drawer.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { useReturnFocus } from '../../ui/use-return-focus.ts'
import { ConnectionPane } from './connection-pane.tsx'
import { connectionQueries } from './queries.ts'

const route = getRouteApi('/signed-in/connections/$connectionId/edit')

export function EditConnectionPane() {
  const { connectionId } = route.useParams()
  useReturnFocus()
  const navigate = route.useNavigate()
  const router = useRouter()
  const canGoBack = useCanGoBack()
  const depth = useRouterState({ select: (state) => state.location.state.paneDepth })
  const { data: connection } = useQuery(connectionQueries.detail(connectionId))
  if (connection === undefined) return null

  function close() {
    if (canGoBack && depth !== undefined) return router.history.go(-depth)
    void navigate({ to: '/connections/$connectionId', params: { connectionId }, replace: true })
  }

  const definition = findApplication(connection.application)
  if (definition === undefined) {
    return (
      <Drawer open onRequestClose={close} title="Edit connection">
        <ErrorState
          title="This version of Patchbay does not know the application"
          detail={`The connection is for “${connection.application}”.`}
        />
      </Drawer>
    )
  }
  return (
    <ConnectionPane
      key={connectionId}
      title="Edit connection"
      definition={definition}
      connection={connection}
      draftKey={`edit.${connectionId}`}
      onCreated={() => undefined}
      onClose={close}
      onOpenConnection={close}
    />
  )
}
