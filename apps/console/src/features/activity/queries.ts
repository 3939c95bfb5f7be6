import { exportEvents, listEvents } from '@patchbay/contracts/events'
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { newestActivityKey } from '../../api/activity.ts'
import { addressOf, call } from '../../api/call.ts'
import type { ActivityQuery } from './activity-search.ts'

export const activityQueries = {
  list: (query: ActivityQuery) =>
    infiniteQueryOptions({
      queryKey: ['activity', 'list', query],
      queryFn: ({ pageParam, signal }) =>
        call(listEvents, { query: { ...query, cursor: pageParam }, signal }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
      placeholderData: keepPreviousData,
    }),
  /** The newest alone, and how many there are by now. */
  newest: (query: ActivityQuery) =>
    queryOptions({
      queryKey: [...newestActivityKey, query],
      queryFn: ({ signal }) => call(listEvents, { query: { ...query, limit: 1 }, signal }),
      select: ({ items, total }) => ({ id: items[0]?.id, total }),
    }),
}

/** Where the browser downloads what a query finds. */
export const exportAddress = (query: ActivityQuery): string => addressOf(exportEvents.path, { query })
