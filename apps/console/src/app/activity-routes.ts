import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { activitySearch } from '../features/activity/activity-search.ts'
import { signedInRoute } from './signed-in-route.ts'

export const activityRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: 'activity',
  staticData: { title: 'Activity' },
  validateSearch: activitySearch,
  component: lazyRouteComponent(() => import('./activity-route.tsx'), 'ActivityRoute'),
})
