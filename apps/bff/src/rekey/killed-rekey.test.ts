import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
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
const kills = 2

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

const textOf = (id: string) => readFile(join(dir, iClients.name, `${id}.json`), 'utf8')
const isOld = async (id: string) => (await textOf(id)).includes('"v1.old.')

async function oldOnes(ids: readonly string[]): Promise<string[]> {
  const checked = await Promise.all(ids.map(async (id) => ((await isOld(id)) ? [id] : [])))
  return checked.flat()
}

/** Kills a rotation as soon as one of a few records is sealed anew: somewhere in its first part. */
async function killAmidst(ids: readonly string[], env: Record<string, string>): Promise<void> {
  const few = ids.toSorted(() => Math.random() - 0.5).slice(0, 6)
  const { child, result } = startCommand('rekey', ['--data', dir], env)
  const ended = result.then(() => true)
  const isAmidst = async () => (await oldOnes(few)).length < few.length
  while (!(await Promise.race([ended, isAmidst()])));
  child.kill('SIGKILL')
  await result
}

it('a rotation that is killed again and again loses nothing', { timeout: 120_000 }, async () => {
  const [old, young] = [entry('old'), entry('young')]
  const ids = Array.from({ length: 400 }, (_, index) => `icl_${index}`)
  // Some are large enough to stay in their files until they are asked for.
  const secrets = new Map(ids.map((id, index) => [id, `${id} `.repeat(index % 5 === 0 ? 100 : 1)]))
  await seed(old, secrets)
  const env = { PATCHBAY_ENCRYPTION_KEYS: `${young},${old}` }
  for (let kill = 0; kill < kills; kill += 1) {
    await killAmidst(await oldOnes(ids), env)
    const counts = await sealedIn(dir)
    expect((counts.get('old') ?? 0) + (counts.get('young') ?? 0)).toBe(ids.length)
    // Else it was not interrupted.
    expect([...counts.keys()].toSorted()).toEqual(['old', 'young'])
  }
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
