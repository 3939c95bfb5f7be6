import { getTraffic } from '@patchbay/contracts/traffic'
import type { Deps } from '../../deps.ts'
import type { Bind } from '../../http/bind.ts'
import { notFound } from '../../http/http-problem.ts'
import { presentTraffic } from './present-traffic.ts'

export function trafficRoutes(bind: Bind, { records, traffic }: Pick<Deps, 'records' | 'traffic'>): void {
  bind(getTraffic, async ({ params: { id }, query: { range } }) => {
    if ((await records.connections.get(id)) === null) throw notFound('connection')
    return presentTraffic(range, traffic.read(id, range), traffic.refreshes(id))
  })
}
