import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from './signed-in-route.ts'

export const inviteRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'invite',
  staticData: { title: 'Invitation' },
  component: lazyRouteComponent(() => import('./invite-page.tsx'), 'InvitePage'),
})
