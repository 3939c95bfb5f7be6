import type { QueryClient } from '@tanstack/react-query'
import { redirect } from '@tanstack/react-router'
import { isApiError } from '../api/api-error.ts'
import { sessionQueries } from '../features/session/queries.ts'

/** Loader of every page behind the sign-in: goes to the sign-in page, with the way back, where nobody is signed in. */
export async function requireSession(client: QueryClient, href: string): Promise<void> {
  try {
    await client.ensureQueryData(sessionQueries.current())
  } catch (error) {
    if (!isApiError(error, 'not_signed_in')) throw error
    throw redirect({ to: '/sign-in', search: href === '/' ? {} : { to: href }, replace: true })
  }
}
