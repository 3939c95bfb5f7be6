import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute } from '@tanstack/react-router'
import * as z from 'zod'
import { Root } from './root.tsx'
import { requireSession } from './session-gate.ts'
import { Shell } from './shell.tsx'

// A pane that is still loading leaves the page below as it is.
export const Nothing = () => null

/** Of a list that is searched by name. */
export const nameSearch = z.object({ q: z.string().trim().max(200).optional().catch(undefined) })

export const rootRoute = createRootRouteWithContext<{ client: QueryClient }>()({ component: Root })

/** Every page behind the sign-in. */
export const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-in',
  component: Shell,
  loader: ({ context, location }) => requireSession(context.client, location.href),
})
