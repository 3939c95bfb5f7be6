import { getApplication, listApplications } from '@patchbay/contracts/applications'
import { queryOptions } from '@tanstack/react-query'
import { call } from './call.ts'

// The catalogue changes only with the server's own version.
const staleTime = Number.POSITIVE_INFINITY

/** The catalogue as the server offers it; read by every feature that shows an application. */
export const applicationQueries = {
  list: () =>
    queryOptions({
      queryKey: ['applications'],
      queryFn: ({ signal }) => call(listApplications, { signal }),
      staleTime,
    }),
  detail: (id: string) =>
    queryOptions({
      queryKey: ['applications', id],
      queryFn: ({ signal }) => call(getApplication, { params: { id }, signal }),
      staleTime,
    }),
}
