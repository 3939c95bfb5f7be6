import { type TrafficRange, getTraffic } from '@patchbay/contracts/traffic'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { call } from '../../api/call.ts'

const refreshMs = 15_000

export const trafficQueries = {
  /** Asked again and again while the page is in sight. */
  detail: (id: string, range: TrafficRange) =>
    queryOptions({
      queryKey: ['traffic', id, range],
      queryFn: ({ signal }) => call(getTraffic, { params: { id }, query: { range }, signal }),
      refetchInterval: refreshMs,
      placeholderData: keepPreviousData,
    }),
}
