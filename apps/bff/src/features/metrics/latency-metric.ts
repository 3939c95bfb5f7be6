import type { Metric, Registry } from 'prom-client'
import { latencyBoundsMs } from '../../traffic/latency.ts'
import type { Totals } from '../../traffic/totals.ts'

const name = 'patchbay_proxy_request_duration_seconds'

interface Timed {
  readonly connection: string
  readonly totals: Totals
}

function samples({ connection, totals }: Timed) {
  let total = 0
  const buckets = [...totals.latency].map((inBucket, index) => {
    total += inBucket
    const boundMs = latencyBoundsMs[index]
    const le = boundMs === undefined ? '+Inf' : String(boundMs / 1000)
    return { metricName: `${name}_bucket`, labels: { connection, le }, value: total }
  })
  return [
    ...buckets,
    { metricName: `${name}_sum`, labels: { connection }, value: totals.latencySumMs / 1000 },
    { metricName: `${name}_count`, labels: { connection }, value: total },
  ]
}

/** prom-client's own histogram takes values one by one; these are counted already. */
export function registerLatency(registry: Registry, timed: readonly Timed[]): void {
  const metric = {
    name,
    help: 'Time from the arrival of a request to the headers of its answer, the wait for a place included.',
    type: 'histogram',
    get: async () => ({ ...metric, values: timed.flatMap(samples) }),
  }
  registry.registerMetric(metric as unknown as Metric)
}
