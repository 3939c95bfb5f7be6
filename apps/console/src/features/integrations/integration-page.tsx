import type { Integration } from '@patchbay/contracts/integrations'
import { useQuery } from '@tanstack/react-query'
import { Outlet, getRouteApi, useMatchRoute, useRouter } from '@tanstack/react-router'
import { Suspense, lazy, useEffect } from 'react'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { FlowsTab } from './flows-tab.tsx'
import { IntegrationActions } from './integration-actions.tsx'
import styles from './integrations.module.css'
import { integrationQueries } from './queries.ts'

const ConnectionsTab = lazy(async () => ({
  default: (await import('./connections-tab.tsx')).ConnectionsTab,
}))

const route = getRouteApi('/signed-in/integrations/$integrationId')

export function IntegrationPage() {
  const { integrationId } = route.useParams()
  const { data: integration } = useQuery(integrationQueries.detail(integrationId))
  useCurrentTitle(integration?.name)
  // The route's loader has read it; it is away only while a deletion leaves the page.
  if (integration === undefined) return null
  return (
    <div className={styles['page']}>
      <Heading integration={integration} />
      <IntegrationTabs key={integrationId} integrationId={integrationId} />
      <Outlet />
    </div>
  )
}

/** The tab of the browser is named by the route's loader, which does not know of a new name until it is asked again. */
function useCurrentTitle(name: string | undefined): void {
  const router = useRouter()
  const { title } = route.useLoaderData()
  useEffect(() => {
    if (name !== undefined && name !== title)
      void router.invalidate({ filter: ({ routeId }) => routeId === route.id })
  }, [name, title, router])
}

function Heading({ integration }: { integration: Integration }) {
  const { name, description } = integration
  return (
    <div className={styles['heading']}>
      <div className={styles['headingText']}>
        <h1 tabIndex={-1} dir="auto" title={name}>
          {name}
        </h1>
        {description !== '' && (
          <p className={styles['description']} dir="auto">
            {description}
          </p>
        )}
      </div>
      <IntegrationActions integration={integration} />
    </div>
  )
}

const addresses = {
  flows: '/integrations/$integrationId',
  connections: '/integrations/$integrationId/connections',
} as const

function IntegrationTabs({ integrationId }: { integrationId: string }) {
  const navigate = route.useNavigate()
  const matches = useMatchRoute()
  const isConnections = matches({ to: addresses.connections, params: { integrationId } }) !== false

  function open(value: string) {
    const to = value === 'connections' ? addresses.connections : addresses.flows
    void navigate({ to, params: { integrationId }, resetScroll: false })
  }

  const connections = (
    <Suspense fallback={<Skeleton height={40} lines={4} />}>
      <ConnectionsTab integrationId={integrationId} />
    </Suspense>
  )
  return (
    <Tabs
      label="Integration"
      value={isConnections ? 'connections' : 'flows'}
      onValueChange={open}
      tabs={[
        { value: 'flows', label: 'Flows', panel: <FlowsTab integrationId={integrationId} /> },
        { value: 'connections', label: 'Connections', panel: connections },
      ]}
    />
  )
}
