import type { QueryClient } from '@tanstack/react-query'
import { createRoute, lazyRouteComponent, notFound } from '@tanstack/react-router'
import * as z from 'zod'
import { isApiError } from '../api/api-error.ts'
import { applicationQueries } from '../api/applications.ts'
import { newConnectionSearch } from '../features/connections/list-search.ts'
import { NotFoundPage } from './not-found-page.tsx'
import { Nothing, nameSearch, signedInRoute } from './signed-in-route.ts'

// Not part of what every page needs.
const queries = async () => (await import('../features/integrations/queries.ts')).integrationQueries

async function loadIntegration(client: QueryClient, id: string): Promise<{ title: string }> {
  const integrations = await queries()
  void client.prefetchInfiniteQuery(integrations.flows(id))
  try {
    const [{ name }] = await Promise.all([
      client.ensureQueryData(integrations.detail(id)),
      // Before the page is shown: steps make no room for the marks of their applications later.
      client.prefetchQuery(applicationQueries.list()),
    ])
    return { title: name }
  } catch (error) {
    throw isApiError(error, 'not_found') ? notFound() : error
  }
}

const integrationsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: 'integrations',
  staticData: { title: 'Integrations' },
  validateSearch: nameSearch,
  loaderDeps: ({ search: { q } }) => ({ q }),
  loader: async ({ context, deps }) =>
    void context.client.prefetchInfiniteQuery((await queries()).list(deps)),
  component: lazyRouteComponent(
    () => import('../features/integrations/integrations-page.tsx'),
    'IntegrationsPage',
  ),
})

const newIntegrationRoute = createRoute({
  getParentRoute: () => integrationsRoute,
  path: 'new',
  staticData: { title: 'Create integration', overlay: true, needs: 'manage' },
  pendingComponent: Nothing,
  component: lazyRouteComponent(
    () => import('../features/integrations/new-integration.tsx'),
    'NewIntegration',
  ),
})

const integrationRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: 'integrations/$integrationId',
  loader: ({ context, params }) => loadIntegration(context.client, params.integrationId),
  notFoundComponent: () => <NotFoundPage what="integration" />,
  component: lazyRouteComponent(() => import('./integration-route.tsx'), 'IntegrationRoute'),
})

// The page itself shows the tab, whose button keeps the focus.
const connectionsTabRoute = createRoute({
  getParentRoute: () => integrationRoute,
  path: 'connections',
  staticData: { overlay: true },
  validateSearch: nameSearch,
  component: Nothing,
})

const editIntegrationRoute = createRoute({
  getParentRoute: () => integrationRoute,
  path: 'edit',
  staticData: { title: 'Edit integration', overlay: true, needs: 'manage' },
  pendingComponent: Nothing,
  component: lazyRouteComponent(
    () => import('../features/integrations/edit-integration.tsx'),
    'EditIntegration',
  ),
})

const connectStepRoute = createRoute({
  getParentRoute: () => integrationRoute,
  path: 'flows/$flowId/steps/$stepId/connect',
  staticData: { title: 'Create connection', overlay: true, needs: 'manage' },
  pendingComponent: Nothing,
  validateSearch: newConnectionSearch.extend({
    /** The step was made on the way here, and goes again where it gets no connection. */
    added: z.literal('1').optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./connect-step-route.tsx'), 'ConnectStepRoute'),
})

export const integrationRoutes = [
  integrationsRoute.addChildren([newIntegrationRoute]),
  integrationRoute.addChildren([connectionsTabRoute, editIntegrationRoute, connectStepRoute]),
] as const
