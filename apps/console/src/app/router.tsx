import type { Permission } from '@patchbay/contracts/endpoint'
import { createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { applicationQueries } from '../api/applications.ts'
import { apiKeyQueries } from '../features/api-keys/queries.ts'
import {
  connectionListSearch,
  editConnectionSearch,
  newConnectionSearch,
} from '../features/connections/list-search.ts'
import { losePending } from '../features/connections/pending-authorizations.ts'
import { connectionQueries } from '../features/connections/queries.ts'
import { iClientQueries } from '../features/iclients/queries.ts'
import { sessionQueries } from '../features/session/queries.ts'
import { signInSearch } from '../features/session/sign-in-search.ts'
import { trafficSearch } from '../features/traffic/traffic-search.ts'
import { accountRoute } from './account-routes.ts'
import { activityRoute } from './activity-routes.ts'
import { agentRoutes } from './agent-routes.ts'
import { CrashPage } from './crash-page.tsx'
import { integrationRoutes } from './integration-routes.tsx'
import { NotFoundPage } from './not-found-page.tsx'
import { createQueryClient } from './query-client.ts'
import { inviteRoute } from './invite-route.ts'
import { parseSearch, stringifySearch } from './search-string.ts'
import { PendingPage } from './pending-page.tsx'
import { Nothing, nameSearch, rootRoute, signedInRoute } from './signed-in-route.ts'
import { userRoutes } from './user-routes.ts'

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
  interface StaticDataRouteOption {
    /** What the browser's tab says while the route is the innermost one. */
    title?: string
    /** The page beside which this route opens a pane or dialog, which looks after the focus itself. */
    overlay?: true
    /** What the role must permit for the route to be shown at all. */
    needs?: Permission
  }
  interface HistoryState {
    /** How many steps back the page is over which a pane was opened. */
    paneDepth?: number | undefined
  }
}

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'sign-in',
  staticData: { title: 'Sign in' },
  validateSearch: signInSearch,
  loader: ({ context }) => {
    losePending()
    return context.client.prefetchQuery(sessionQueries.options())
  },
  component: lazyRouteComponent(() => import('../features/session/sign-in-page.tsx'), 'SignInPage'),
})

const setupRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'setup',
  staticData: { title: 'Set up' },
  component: lazyRouteComponent(() => import('../features/session/setup-page.tsx'), 'SetupPage'),
})

const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/connections', replace: true })
  },
})

const connectionsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: 'connections',
  staticData: { title: 'Connections' },
  validateSearch: connectionListSearch,
  loaderDeps: ({ search: { q, app, status, iclient, agent, sort } }) => ({
    q,
    app,
    status,
    iclient,
    agent,
    sort,
  }),
  // Not awaited: the page shows its own skeleton and its own error.
  loader: ({ context, deps }) => {
    void context.client.prefetchInfiniteQuery(connectionQueries.list(deps))
    if (deps.iclient !== undefined) void context.client.prefetchQuery(iClientQueries.detail(deps.iclient))
    void context.client.prefetchQuery(applicationQueries.list())
  },
  component: lazyRouteComponent(
    () => import('../features/connections/connections-page.tsx'),
    'ConnectionsPage',
  ),
})

const newConnectionRoute = createRoute({
  getParentRoute: () => connectionsRoute,
  path: 'new',
  staticData: { title: 'Create connection', overlay: true, needs: 'manage' },
  pendingComponent: Nothing,
  validateSearch: newConnectionSearch,
  component: lazyRouteComponent(() => import('./create-connection-route.tsx'), 'CreateConnectionRoute'),
})

const connectionRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: 'connections/$connectionId',
  validateSearch: trafficSearch,
  loader: async ({ context, params, location }) => {
    const { loadConnection } = await import('./load-connection.ts')
    return loadConnection(context.client, params.connectionId, location.search)
  },
  notFoundComponent: () => <NotFoundPage what="connection" />,
  component: lazyRouteComponent(() => import('./connection-route.tsx'), 'ConnectionRoute'),
})

// The page itself shows the tab, whose button keeps the focus.
const connectionActivityRoute = createRoute({
  getParentRoute: () => connectionRoute,
  path: 'activity',
  staticData: { overlay: true },
  component: Nothing,
})

const editConnectionRoute = createRoute({
  getParentRoute: () => connectionRoute,
  path: 'edit',
  staticData: { title: 'Edit connection', overlay: true, needs: 'manage' },
  pendingComponent: Nothing,
  validateSearch: editConnectionSearch,
  component: lazyRouteComponent(() => import('./edit-connection-route.tsx'), 'EditConnectionRoute'),
})

const iClientsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: 'iclients',
  staticData: { title: 'iClients' },
  validateSearch: nameSearch,
  loaderDeps: ({ search: { q } }) => ({ q }),
  loader: ({ context, deps }) => {
    void context.client.prefetchInfiniteQuery(iClientQueries.list(deps))
    void context.client.prefetchQuery(applicationQueries.list())
  },
  component: lazyRouteComponent(() => import('../features/iclients/iclients-page.tsx'), 'IClientsPage'),
})

const newIClientRoute = createRoute({
  getParentRoute: () => iClientsRoute,
  path: 'new',
  staticData: { title: 'Register OAuth 2.0 client', overlay: true, needs: 'manage' },
  pendingComponent: Nothing,
  component: lazyRouteComponent(() => import('../features/iclients/new-iclient.tsx'), 'NewIClient'),
})

const editIClientRoute = createRoute({
  getParentRoute: () => iClientsRoute,
  path: '$iClientId/edit',
  staticData: { title: 'Edit iClient', overlay: true, needs: 'manage' },
  pendingComponent: Nothing,
  component: lazyRouteComponent(() => import('../features/iclients/edit-iclient.tsx'), 'EditIClient'),
})

const apiKeysRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: 'api-keys',
  staticData: { title: 'API keys', needs: 'manage' },
  validateSearch: nameSearch,
  loaderDeps: ({ search: { q } }) => ({ q }),
  loader: ({ context, deps }) => void context.client.prefetchInfiniteQuery(apiKeyQueries.list(deps)),
  component: lazyRouteComponent(() => import('../features/api-keys/api-keys-page.tsx'), 'ApiKeysPage'),
})

const newApiKeyRoute = createRoute({
  getParentRoute: () => apiKeysRoute,
  path: 'new',
  staticData: { title: 'Create API key', overlay: true },
  pendingComponent: Nothing,
  component: lazyRouteComponent(() => import('../features/api-keys/new-api-key.tsx'), 'NewApiKey'),
})

const settingsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: 'settings',
  staticData: { title: 'Settings', needs: 'administer' },
  loader: async ({ context }) => (await import('./load-settings.ts')).loadSettings(context.client),
  component: lazyRouteComponent(() => import('./settings-page.tsx'), 'SettingsPage'),
})

const newWebhookRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'webhooks/new',
  staticData: { title: 'Add webhook', overlay: true },
  pendingComponent: Nothing,
  component: lazyRouteComponent(() => import('./webhook-routes.tsx'), 'NewWebhookRoute'),
})

const editWebhookRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'webhooks/$webhookId/edit',
  staticData: { title: 'Edit webhook', overlay: true },
  pendingComponent: Nothing,
  component: lazyRouteComponent(() => import('./webhook-routes.tsx'), 'EditWebhookRoute'),
})

const deliveriesRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'webhooks/$webhookId/deliveries',
  staticData: { title: 'Deliveries', overlay: true },
  pendingComponent: Nothing,
  component: lazyRouteComponent(() => import('../features/webhooks/delivery-log.tsx'), 'DeliveryLog'),
})

// An unknown address is answered inside the shell, from where every known one can be reached.
const unknownRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '$',
  staticData: { title: 'Not found' },
  component: () => <NotFoundPage />,
})

const routeTree = rootRoute.addChildren([
  homeRoute,
  signInRoute,
  setupRoute,
  inviteRoute,
  signedInRoute.addChildren([
    connectionsRoute.addChildren([newConnectionRoute]),
    connectionRoute.addChildren([connectionActivityRoute, editConnectionRoute]),
    iClientsRoute.addChildren([newIClientRoute, editIClientRoute]),
    ...agentRoutes,
    apiKeysRoute.addChildren([newApiKeyRoute]),
    ...integrationRoutes,
    activityRoute,
    settingsRoute.addChildren([newWebhookRoute, editWebhookRoute, deliveriesRoute]),
    ...userRoutes,
    accountRoute,
    unknownRoute,
  ]),
])

export const queryClient = createQueryClient(() => void goToSignIn())

export const router = createRouter({
  routeTree,
  context: { client: queryClient },
  parseSearch,
  stringifySearch,
  defaultPreloadStaleTime: 0,
  defaultPendingMs: 300,
  defaultPendingMinMs: 0,
  defaultPendingComponent: PendingPage,
  defaultErrorComponent: CrashPage,
  defaultNotFoundComponent: () => <NotFoundPage />,
  scrollRestoration: true,
})

/** For the end of a session in the middle of work. What was typed waits in its draft. */
async function goToSignIn(): Promise<void> {
  const { pathname, href } = router.state.location
  // Where nobody was signed in yet, no session has ended: the page's own gate leads to the sign-in.
  if (queryClient.getQueryData(sessionQueries.current().queryKey) === undefined) return
  if (['/sign-in', '/setup', '/invite'].includes(pathname)) return
  queryClient.removeQueries({ queryKey: sessionQueries.current().queryKey })
  await router.navigate({ to: '/sign-in', search: { to: href, ended: '1' }, replace: true })
}
