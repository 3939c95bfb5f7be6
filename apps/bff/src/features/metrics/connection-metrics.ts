import { connectionStatuses } from '@patchbay/contracts/connection'
import { Counter, Gauge, Registry } from 'prom-client'
import type { Deps } from '../../deps.ts'
import type { ConnectionRecord } from '../../records/connection.ts'
import { outcomes } from '../../traffic/outcome.ts'
import type { Totals } from '../../traffic/totals.ts'
import { maxNamed } from '../../traffic/traffic.ts'
import { registerLatency } from './latency-metric.ts'

export interface MetricsDeps extends Pick<Deps, 'records' | 'traffic' | 'agentLinks'> {
  /** How full the pool of a connection is now. */
  readonly poolUse: (id: string) => { readonly inFlight: number; readonly waiting: number }
}

/** A connection that was used since the start; without a record: those that are counted together. */
interface Used {
  readonly connection: string
  readonly totals: Totals
  readonly record: ConnectionRecord | null
}

async function usedConnections({ records, traffic }: MetricsDeps): Promise<Used[]> {
  const named = await Promise.all(
    [...traffic.totals()].map(async ([connection, totals]) => {
      const record = await records.connections.get(connection)
      // Deleted while a request was under way.
      if (record === null) traffic.forget(connection)
      return { connection, totals, record }
    }),
  )
  const known = named.filter(({ record }) => record !== null)
  const { others } = traffic
  return isUsed(others) ? [...known, { connection: 'others', totals: others, record: null }] : known
}

function requestsOf(totals: Totals): number {
  return outcomes.reduce((sum, outcome) => sum + totals.requests(outcome), 0)
}

function isUsed(totals: Totals): boolean {
  return requestsOf(totals) + totals.tokens + totals.refreshed + totals.refreshesFailed > 0
}

const seconds = (time: string) => Date.parse(time) / 1000

/** Made anew for each scrape from what is counted anyway: nothing is kept twice, and what is gone leaves no series. */
export async function connectionMetrics(deps: MetricsDeps): Promise<Registry> {
  const registry = new Registry()
  const used = await usedConnections(deps)
  await statusMetric(registry, deps)
  infoMetrics(registry, used)
  proxyMetrics(
    registry,
    used.filter(({ totals }) => requestsOf(totals) > 0),
  )
  poolMetrics(registry, deps, used)
  tokenMetrics(registry, used)
  return registry
}

async function statusMetric(registry: Registry, { records }: MetricsDeps): Promise<void> {
  const gauge = new Gauge({
    name: 'patchbay_connections',
    help: 'Connections by status.',
    labelNames: ['status'],
    registers: [registry],
  })
  const counts = await records.connections.countBy('status', connectionStatuses)
  for (const status of connectionStatuses) gauge.set({ status }, counts.get(status) ?? 0)
}

function infoMetrics(registry: Registry, used: readonly Used[]): void {
  const info = new Gauge({
    name: 'patchbay_connection_info',
    help: `Name and application of the connections used since the start; more than ${maxNamed} are counted as others.`,
    labelNames: ['connection', 'name', 'application'],
    registers: [registry],
  })
  const expiry = new Gauge({
    name: 'patchbay_token_expires_at_seconds',
    help: 'When the access token ends, as a Unix time.',
    labelNames: ['connection'],
    registers: [registry],
  })
  for (const { connection, record } of used) {
    if (record === null) continue
    info.set({ connection, name: record.name, application: record.application }, 1)
    if (record.token?.expiresAt) expiry.set({ connection }, seconds(record.token.expiresAt))
  }
}

function proxyMetrics(registry: Registry, used: readonly Used[]): void {
  const requests = new Counter({
    name: 'patchbay_proxy_requests_total',
    help: 'Requests through connections: answered below 400 (ok), with 4xx (client_error), with 5xx (server_error), not answered by the application (failed), or given up by the caller (left).',
    labelNames: ['connection', 'application', 'outcome'],
    registers: [registry],
  })
  for (const { connection, totals, record } of used) {
    const application = record?.application ?? ''
    for (const outcome of outcomes)
      requests.inc({ connection, application, outcome }, totals.requests(outcome))
  }
  registerLatency(registry, used)
}

/** A borrower's requests are in its lender's pool. */
function poolMetrics(registry: Registry, { poolUse }: MetricsDeps, used: readonly Used[]): void {
  const gauge = (name: string, help: string) =>
    new Gauge({ name, help, labelNames: ['connection'], registers: [registry] })
  const inFlight = gauge('patchbay_pool_in_flight', 'Requests under way, those of borrowers included.')
  const waiting = gauge('patchbay_pool_waiting', 'Requests that wait for a place.')
  const level = gauge('patchbay_pool_level', 'Concurrency level: the most requests at a time.')
  for (const { connection, record } of used) {
    if (record === null || record.advanced.borrowConcurrencyFrom !== null) continue
    const use = poolUse(connection)
    inFlight.set({ connection }, use.inFlight)
    waiting.set({ connection }, use.waiting)
    level.set({ connection }, record.advanced.concurrencyLevel)
  }
}

function tokenMetrics(registry: Registry, used: readonly Used[]): void {
  const calls = new Counter({
    name: 'patchbay_token_calls_total',
    help: 'Token calls answered with a token.',
    labelNames: ['connection'],
    registers: [registry],
  })
  const refreshes = new Counter({
    name: 'patchbay_refreshes_total',
    help: 'Refreshes of credentials by outcome.',
    labelNames: ['connection', 'outcome'],
    registers: [registry],
  })
  for (const { connection, totals } of used) {
    calls.inc({ connection }, totals.tokens)
    refreshes.inc({ connection, outcome: 'ok' }, totals.refreshed)
    refreshes.inc({ connection, outcome: 'failed' }, totals.refreshesFailed)
  }
}
