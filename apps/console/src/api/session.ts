import { getSession } from '@patchbay/contracts/session'
import { queryOptions } from '@tanstack/react-query'
import { call } from './call.ts'

/** Who is signed in: read by the gate before any page is shown, and by whatever depends on the role. */
export function currentSession() {
  return queryOptions({
    queryKey: ['session'],
    queryFn: ({ signal }) => call(getSession, { signal }),
    staleTime: 60_000,
    meta: { asksWhoIAm: true },
  })
}
