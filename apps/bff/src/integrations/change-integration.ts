import type { Deps } from '../deps.ts'
import { HttpProblem, notFound } from '../http/http-problem.ts'
import type { FlowRecord, IntegrationRecord } from '../records/integration.ts'
import { withFlow } from './steps.ts'

export type IntegrationDeps = Pick<Deps, 'records' | 'store'>

type Change = (current: IntegrationRecord) => IntegrationRecord | Promise<IntegrationRecord>

export async function getIntegration(
  { records }: Pick<Deps, 'records'>,
  id: string,
): Promise<IntegrationRecord> {
  const record = await records.integrations.get(id)
  if (record === null) throw notFound('integration')
  return record
}

/** One change after the other; answered unchanged, the record is not written. @throws HttpProblem `not_found` */
export function changeIntegration(
  deps: IntegrationDeps,
  id: string,
  change: Change,
): Promise<IntegrationRecord> {
  return deps.store.withLock(`integration:${id}`, async () => {
    const current = await getIntegration(deps, id)
    const changed = await change(current)
    if (changed === current) return current
    return deps.records.integrations.update({ ...changed, updatedAt: new Date().toISOString() })
  })
}

export interface Placed {
  readonly integration: IntegrationRecord
  readonly flow: FlowRecord
}

/** A flow, and the integration that holds it. */
export async function findFlow({ records }: Pick<Deps, 'records'>, flowId: string): Promise<Placed | null> {
  const { items } = await records.integrations.list({
    where: { 'flows.id': flowId },
    sort: { by: 'name', direction: 'asc' },
    limit: 1,
  })
  const [integration] = items
  const flow = integration?.flows.find(({ id }) => id === flowId)
  return integration === undefined || flow === undefined ? null : { integration, flow }
}

/** @throws HttpProblem `not_found` */
export async function getFlow(deps: Pick<Deps, 'records'>, flowId: string): Promise<Placed> {
  const placed = await findFlow(deps, flowId)
  if (placed === null) throw notFound('flow')
  return placed
}

/** @throws HttpProblem `stale_version` */
export function checkVersion(
  { name, version }: Pick<FlowRecord | IntegrationRecord, 'name' | 'version'>,
  wanted: number | undefined,
): void {
  if (wanted === undefined || wanted === version) return
  throw new HttpProblem(
    'stale_version',
    `“${name}” was changed since you read it. Load it again and repeat your change.`,
  )
}

interface FlowChange {
  readonly flowId: string
  /** That the change is based on; undefined: whatever it is by now. */
  readonly version?: number | undefined
}

/** @throws HttpProblem `not_found`, `stale_version` */
export async function changeFlow(
  deps: IntegrationDeps,
  { flowId, version }: FlowChange,
  change: (placed: Placed) => FlowRecord | Promise<FlowRecord>,
): Promise<Placed> {
  const { integration } = await getFlow(deps, flowId)
  const changed = await changeIntegration(deps, integration.id, async (current) => {
    const flow = current.flows.find(({ id }) => id === flowId)
    if (flow === undefined) throw notFound('flow')
    checkVersion(flow, version)
    const next = await change({ integration: current, flow })
    return next === flow ? current : withFlow(current, next)
  })
  const flow = changed.flows.find(({ id }) => id === flowId)
  if (flow === undefined) throw notFound('flow')
  return { integration: changed, flow }
}
