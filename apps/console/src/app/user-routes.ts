import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { Nothing, nameSearch, signedInRoute } from './signed-in-route.ts'

// Not part of what every page needs.
const queries = async () => (await import('../features/users/queries.ts')).userQueries

const usersRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: 'users',
  staticData: { title: 'Users', needs: 'administer' },
  validateSearch: nameSearch,
  loaderDeps: ({ search: { q } }) => ({ q }),
  loader: async ({ context: { client }, deps }) => {
    const users = await queries()
    void client.prefetchInfiniteQuery(users.list(deps))
  },
  component: lazyRouteComponent(() => import('../features/users/users-page.tsx'), 'UsersPage'),
})

const inviteUserRoute = createRoute({
  getParentRoute: () => usersRoute,
  path: 'new',
  staticData: { title: 'Invite user', overlay: true },
  pendingComponent: Nothing,
  component: lazyRouteComponent(() => import('../features/users/invite-user.tsx'), 'InviteUser'),
})

const editUserRoute = createRoute({
  getParentRoute: () => usersRoute,
  path: '$userId/edit',
  staticData: { title: 'Edit user', overlay: true },
  pendingComponent: Nothing,
  component: lazyRouteComponent(() => import('../features/users/edit-user.tsx'), 'EditUser'),
})

const userSessionsRoute = createRoute({
  getParentRoute: () => usersRoute,
  path: '$userId/sessions',
  staticData: { title: 'Sessions', overlay: true },
  pendingComponent: Nothing,
  component: lazyRouteComponent(() => import('../features/users/user-sessions.tsx'), 'UserSessions'),
})

export const userRoutes = [
  usersRoute.addChildren([inviteUserRoute, editUserRoute, userSessionsRoute]),
] as const
