import type { TrafficRange } from '@patchbay/contracts/traffic'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { trafficQueries } from './queries.ts'

const route = getRouteApi('/signed-in/connections/$connectionId')

/** What the page's sections show of a connection's traffic, and the range that all of them show. */
export function useTraffic(connectionId: string) {
  const { traffic } = route.useSearch()
  const range: TrafficRange = traffic ?? 'hour'
  const navigate = route.useNavigate()
  const query = useQuery(trafficQueries.detail(connectionId, range))
  const setRange = (value: TrafficRange) =>
    void navigate({
      search: (previous) => ({ ...previous, traffic: value === 'day' ? value : undefined }),
      replace: true,
      resetScroll: false,
    })
  return { range, setRange, query }
}
