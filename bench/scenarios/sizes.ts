import { setTimeout as wait } from 'node:timers/promises'
import { startPatchbay } from '../patchbay.ts'
import { p95, signIn } from '../screens.ts'
import { seed } from '../seed.ts'

export interface SizeResults {
  readonly connections: number
  readonly readyMs: number
  readonly rssIdleMiB: number
  readonly listP95Ms: number
  readonly searchP95Ms: number
  readonly createP95Ms: number
}

const settleMs = 5_000

function newConnection(index: number): RequestInit {
  const settings = {
    tokenUrl: 'https://erp.example/token',
    authorizationUrl: 'https://erp.example/authorize',
  }
  const body = { name: `New ${index}`, application: 'oauth2', authType: 'oauth2', settings, scopes: ['read'] }
  return { method: 'POST', body: JSON.stringify(body) }
}

/** What so many connections cost: at the start, at rest, and on the screens of an admin. */
export async function measureSize(connections: number): Promise<SizeResults> {
  const seeded = await seed({ connections })
  // Once before, so that the files come from the page cache and the code from its own.
  await (await startPatchbay(seeded.dir)).stop()
  const patchbay = await startPatchbay(seeded.dir)
  await wait(settleMs)
  const rssIdleMiB = await patchbay.rssMiB()
  const send = await signIn(patchbay)
  const sorts = ['name', '-name', 'createdAt', '-updatedAt']
  const listP95Ms = await p95((index) =>
    send(`/api/connections?limit=50&sort=${sorts[index % sorts.length]}`),
  )
  const searchP95Ms = await p95((index) => send(`/api/connections?limit=50&q=berlin+${index}`))
  const createP95Ms = await p95((index) => send('/api/connections', newConnection(index)))
  await patchbay.stop()
  seeded.remove()
  return { connections, readyMs: patchbay.readyMs, rssIdleMiB, listP95Ms, searchP95Ms, createP95Ms }
}
