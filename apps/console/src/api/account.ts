import { getAccount } from '@patchbay/contracts/account'
import { queryOptions } from '@tanstack/react-query'
import { call } from './call.ts'

export function ownAccount() {
  return queryOptions({
    queryKey: ['account'],
    queryFn: ({ signal }) => call(getAccount, { signal }),
    staleTime: 0,
  })
}
