import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { isApiError } from '../api/api-error.ts'

declare module '@tanstack/react-query' {
  interface Register {
    /** `asksWhoIAm`: a query whose 401 is an answer, not the end of a session. */
    queryMeta: { asksWhoIAm?: boolean }
  }
}

const passing = new Set(['unreachable', 'shutting_down', 'storage_unavailable', 'unreadable_answer'])

function mayPass(failures: number, error: unknown): boolean {
  return failures < 2 && isApiError(error) && passing.has(error.code)
}

/** `onSessionEnded` is called for every 401, whichever call got it. */
export function createQueryClient(onSessionEnded: () => void): QueryClient {
  const watch = (error: unknown) => {
    if (isApiError(error, 'not_signed_in')) onSessionEnded()
  }
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        if (query.meta?.asksWhoIAm !== true) watch(error)
      },
    }),
    mutationCache: new MutationCache({ onError: watch }),
    defaultOptions: {
      queries: { retry: mayPass, retryDelay: (failures) => 300 * 2 ** failures, staleTime: 5_000 },
      mutations: { networkMode: 'always' },
    },
  })
}
