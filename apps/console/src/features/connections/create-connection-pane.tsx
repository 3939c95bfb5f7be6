import { findApplication } from '@patchbay/applications/catalogue'
import type { Connection } from '@patchbay/contracts/connection'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useCanGoBack, useRouter, useRouterState } from '@tanstack/react-router'
import { errorText } from '../../api/error-text.ts'
import { Drawer } from '../../ui/drawer.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useReturnFocus } from '../../ui/use-return-focus.ts'
import { ApplicationList } from './application-list.tsx'
import { ConnectionPane } from './connection-pane.tsx'
import { connectionQueries } from './queries.ts'

const route = getRouteApi('/signed-in/connections/new')

/** Back to the page below: by the way one came where there is one, so that Back does not open the pane again. */
function useClosePane(): () => void {
  const router = useRouter()
  const canGoBack = useCanGoBack()
  const depth = useRouterState({ select: (state) => state.location.state.paneDepth })
  const navigate = route.useNavigate()
  return () => {
    if (canGoBack && depth !== undefined) return router.history.go(-depth)
    void navigate({
      to: '/connections',
      search: ({ application: _, connection: __, view: ___, ...list }) => list,
      replace: true,
    })
  }
}

/** Creating a connection: first the application, then its form. */
export function CreateConnectionPane() {
  const { application, connection } = route.useSearch()
  useReturnFocus()
  const close = useClosePane()
  const definition = application === undefined ? undefined : findApplication(application)
  if (definition === undefined) {
    return (
      <Drawer open onRequestClose={close} title="Create connection" subtitle="Choose the application">
        <ApplicationList />
      </Drawer>
    )
  }
  return <CreateForm key={definition.id} definition={definition} connectionId={connection} onClose={close} />
}

interface CreateFormProps {
  definition: NonNullable<ReturnType<typeof findApplication>>
  connectionId: string | undefined
  onClose: () => void
}

function CreateForm({ definition, connectionId, onClose }: CreateFormProps) {
  const navigate = route.useNavigate()
  const router = useRouter()
  const created = useQuery({
    ...connectionQueries.detail(connectionId ?? ''),
    enabled: connectionId !== undefined,
  })

  function rememberCreated({ id }: Connection) {
    const search = { ...router.state.location.search, connection: id }
    void navigate({ search, replace: true, state: (previous) => previous })
  }

  if (connectionId !== undefined && created.data === undefined) {
    return (
      <Drawer open onRequestClose={onClose} title="Create connection" subtitle={definition.name}>
        {created.isError ? (
          <ErrorState {...errorText(created.error)} onRetry={() => void created.refetch()} />
        ) : (
          <Skeleton height={36} lines={6} />
        )}
      </Drawer>
    )
  }
  return (
    <ConnectionPane
      title="Create connection"
      definition={definition}
      connection={connectionId === undefined ? null : (created.data ?? null)}
      draftKey={`new.${definition.id}`}
      onCreated={rememberCreated}
      onClose={onClose}
      onOpenConnection={({ id }) =>
        void navigate({
          to: '/connections/$connectionId',
          params: { connectionId: id },
          search: {},
          replace: true,
        })
      }
    />
  )
}
