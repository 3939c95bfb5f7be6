import { startPatchbay } from '../patchbay.ts'
import { p95, type Send, signIn } from '../screens.ts'
import { flowId, integrationId } from '../seed-integrations.ts'
import { connectionId, seed } from '../seed.ts'

export interface CallTime {
  readonly name: string
  readonly p95Ms: number
  /** It waits for the disk. */
  readonly isWrite: boolean
}

/** One integration after the other, far from each other in every order. */
const spread = 137

function rename(send: Send, path: string): (index: number) => Promise<Response> {
  return async (index) => {
    const { version } = (await (await send(path)).json()) as { version: number }
    const body = JSON.stringify({ version, name: `Renamed ${index}` })
    return send(path, { method: 'PATCH', body })
  }
}

/** What the pages of integrations ask for, one call after the other. */
export async function measureIntegrations(count: number, steps: number): Promise<readonly CallTime[]> {
  const seeded = await seed({ connections: steps, integrations: count })
  const patchbay = await startPatchbay(seeded.dir)
  const send = await signIn(patchbay)
  const sorts = ['name', '-name', 'createdAt', '-updatedAt']
  const one = (index: number) => (index * spread) % count
  const page = (index: number) => `/api/integrations/${integrationId(one(index))}`
  const measured: readonly (readonly [string, (index: number) => Promise<Response>])[] = [
    ['list page', (index) => send(`/api/integrations?limit=50&sort=${sorts[index % sorts.length]}`)],
    ['search', (index) => send(`/api/integrations?limit=50&q=invoices+branch+${index % 10}`)],
    ['an integration', (index) => send(page(index))],
    ['its flows', (index) => send(`${page(index)}/flows`)],
    ['its connections', (index) => send(`${page(index)}/connections`)],
    ['a flow', (index) => send(`/api/flows/${flowId(one(index), 0)}`)],
    ['uses of a connection', (index) => send(`/api/connections/${connectionId(one(index))}/uses`)],
  ]
  const times: CallTime[] = []
  for (const [name, call] of measured) times.push({ name, p95Ms: await p95(call), isWrite: false })
  const renameFlow = rename(send, `/api/flows/${flowId(one(1), 1)}`)
  times.push({ name: 'read and rename a flow', p95Ms: await p95(renameFlow), isWrite: true })
  await patchbay.stop()
  seeded.remove()
  return times
}
