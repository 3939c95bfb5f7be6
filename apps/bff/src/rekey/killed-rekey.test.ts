import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { clientSecretContext, type IClientRecord, iClients } from '../records/iclient.ts'
import { openJsonStore } from '../stores/json/json-store.ts'
import { runCommand, startCommand } from '../testing/run-command.ts'
import { sealedIn } from '../testing/sealed-in.ts'
import { parseKeyRing } from '../vault/key-ring.ts'
import { createVault } from '../vault/vault.ts'

const log = { warn: () => {}, error: () => {} }
const entry = (id: string) => `${id}:${randomBytes(32).toString('base64')}`
const at = '2026-01-01T00:00:00.000Z'
const wantedKills = 2

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'patchbay-rekey-'))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

async function seed(keys: string, secrets: ReadonlyMap<string, string>): Promise<void> {
  const store = await openJsonStore({ dir, log })
  const vault = createVault(parseKeyRing(keys))
  const records = store.collection<IClientRecord>(iClients)
  const rest = { application: 'acumatica', clientId: 'c', clientSecretUpdatedAt: at, sandboxOf: null }
  const times = { createdAt: at, createdBy: 'usr_1', updatedAt: at }
  const inserted = [...secrets].map(([id, secret]) =>
    records.insert({
      ...rest,
      ...times,
      id,
      name: id,
      clientSecret: vault.seal(secret, clientSecretContext(id)),
    }),
  )
  await Promise.all(inserted)
  await store.close()
}

/** Kills a rotation once so many records are sealed anew. */
async function killAt(count: number, env: Record<string, string>): Promise<void> {
  const { child, result } = startCommand('rekey', ['--data', dir], env)
  const ended = result.then(() => true)
  const isFarEnough = () =>
    Promise.race([ended, sealedIn(dir).then((counts) => (counts.get('young') ?? 0) >= count)])
  while (!(await isFarEnough()));
  child.kill('SIGKILL')
  await result
}

it('a rotation that is killed again and again loses nothing', { timeout: 120_000 }, async () => {
  const [old, young] = [entry('old'), entry('young')]
  const ids = Array.from({ length: 160 }, (_, index) => `icl_${index}`)
  // Some are large enough to stay in their files until they are asked for.
  const secrets = new Map(ids.map((id, index) => [id, `${id} `.repeat(index % 5 === 0 ? 100 : 1)]))
  await seed(old, secrets)
  const env = { PATCHBAY_ENCRYPTION_KEYS: `${young},${old}` }
  let interrupted = 0
  for (let count = 1; interrupted < wantedKills && (await sealedIn(dir)).has('old');) {
    await killAt(count, env)
    const counts = await sealedIn(dir)
    expect((counts.get('old') ?? 0) + (counts.get('young') ?? 0)).toBe(ids.length)
    count = (counts.get('young') ?? 0) + 1 + Math.floor(Math.random() * 30)
    if (counts.has('old') && counts.has('young')) interrupted += 1
  }
  expect(interrupted).toBeGreaterThan(0)
  expect((await runCommand('rekey', ['--data', dir], env)).stdout).toContain('any more with: "old"')

  const store = await openJsonStore({ dir, log })
  const vault = createVault(parseKeyRing(young))
  const records = store.collection<IClientRecord>(iClients)
  expect(store.damaged()).toEqual([])
  for (const [id, secret] of secrets) {
    const sealed = (await records.get(id))?.clientSecret ?? expect.fail(`${id} is gone`)
    expect(vault.open(sealed, clientSecretContext(id))).toBe(secret)
  }
  await store.close()
})
