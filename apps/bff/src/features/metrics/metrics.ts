import { collectDefaultMetrics, Registry } from 'prom-client'
import { registerAgents } from './agent-metrics.ts'
import { connectionMetrics, type MetricsDeps } from './connection-metrics.ts'

/** Gauges that are named as counters, and series that nobody plots. */
const left = /^nodejs_(active_|heap_space_|eventloop_lag_(?!p99))/

function processMetrics(): Registry {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 100 })
  for (const { name } of registry.getMetricsAsArray()) if (left.test(name)) registry.removeSingleMetric(name)
  return registry
}

export interface Metrics {
  readonly contentType: string
  readonly text: () => Promise<string>
}

export function createMetrics(deps: MetricsDeps): Metrics {
  const ofProcess = processMetrics()
  return {
    contentType: ofProcess.contentType,
    text: async () => {
      const ofConnections = await connectionMetrics(deps)
      await registerAgents(ofConnections, deps)
      return `${await ofConnections.metrics()}\n${await ofProcess.metrics()}`
    },
  }
}
