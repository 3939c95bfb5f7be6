import { findApplication } from '@patchbay/applications/catalogue'
import type { Connection } from '@patchbay/contracts/connection'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { errorText } from '../../api/error-text.ts'
import { Drawer } from '../../ui/drawer.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { ConnectionPane } from './connection-pane.tsx'
import { connectionQueries } from './queries.ts'

interface CreateConnectionPaneProps {
  /** Where applications are offered, as long as none is chosen. */
  first: ReactNode
  /** Tells what is typed here from what is typed for another place. */
  draft?: string | undefined
  onClose: () => void
}

/** Creating a connection: first the application, then its form. The address says which, over whatever page. */
export function CreateConnectionPane({ first, ...rest }: CreateConnectionPaneProps) {
  const { application, connection } = useSearch({ strict: false })
  const definition = application === undefined ? undefined : findApplication(application)
  if (definition === undefined) {
    return (
      <Drawer open onRequestClose={rest.onClose} title="Create connection" subtitle="Choose the application">
        {first}
      </Drawer>
    )
  }
  return <CreateForm key={definition.id} definition={definition} connectionId={connection} {...rest} />
}

interface CreateFormProps extends Omit<CreateConnectionPaneProps, 'first'> {
  definition: NonNullable<ReturnType<typeof findApplication>>
  connectionId: string | undefined
}

function CreateForm({ definition, connectionId, draft = '', onClose }: CreateFormProps) {
  const navigate = useNavigate()
  const router = useRouter()
  const created = useQuery({
    ...connectionQueries.detail(connectionId ?? ''),
    enabled: connectionId !== undefined,
  })

  function rememberCreated({ id }: Connection) {
    const search = { ...router.state.location.search, connection: id }
    void navigate({ to: '.', search, replace: true, state: (previous) => previous })
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
      draftKey={`new.${draft}${definition.id}`}
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
