import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { signedInRoute } from './signed-in-route.ts'

export const accountRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: 'account',
  staticData: { title: 'Account' },
  loader: async ({ context }) => (await import('./load-account.ts')).loadAccount(context.client),
  component: lazyRouteComponent(() => import('./account-page.tsx'), 'AccountPage'),
})
