import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { Nothing, nameSearch, signedInRoute } from './signed-in-route.ts'

// Not part of what every page needs.
const queries = async () => (await import('../features/agents/queries.ts')).agentQueries

const agentsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: 'agents',
  staticData: { title: 'Agents' },
  validateSearch: nameSearch,
  loaderDeps: ({ search: { q } }) => ({ q }),
  loader: async ({ context: { client }, deps }) => {
    const agents = await queries()
    void client.prefetchInfiniteQuery(agents.list(deps))
    // Before the page is shown, so that nothing on it moves where agents cannot connect.
    await client.prefetchQuery(agents.gateway())
  },
  component: lazyRouteComponent(() => import('../features/agents/agents-page.tsx'), 'AgentsPage'),
})

const newAgentRoute = createRoute({
  getParentRoute: () => agentsRoute,
  path: 'new',
  staticData: { title: 'Create agent', overlay: true, needs: 'manage' },
  pendingComponent: Nothing,
  component: lazyRouteComponent(() => import('../features/agents/new-agent.tsx'), 'NewAgent'),
})

const editAgentRoute = createRoute({
  getParentRoute: () => agentsRoute,
  path: '$agentId/edit',
  staticData: { title: 'Edit agent', overlay: true, needs: 'manage' },
  pendingComponent: Nothing,
  component: lazyRouteComponent(() => import('../features/agents/edit-agent.tsx'), 'EditAgent'),
})

export const agentRoutes = [agentsRoute.addChildren([newAgentRoute, editAgentRoute])] as const
