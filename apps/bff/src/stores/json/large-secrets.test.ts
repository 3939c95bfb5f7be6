import { mkdtemp, readFile, rm, unlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Sealed } from '../../vault/sealed.ts'
import type { CollectionDefinition, Store, StoredRecord } from '../store.ts'
import { openJsonStore } from './json-store.ts'

interface Safe extends StoredRecord {
  readonly name: string
  readonly secret: Sealed | null
  readonly other?: Sealed
}

const safes: CollectionDefinition<Safe> = {
  name: 'safes',
  unique: ['name'],
  searchable: ['name'],
  filterable: [],
  sortable: ['name'],
}

const sealed = (content: string, length = 2_000) =>
  ({ sealed: content.padEnd(length, '.') }) as unknown as Sealed

let dir: string
let store: Store
const open = async () => void (store = await openJsonStore({ dir, log: console }))
const reopen = async () => {
  await store.close()
  await open()
}
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'patchbay-secrets-'))
  await open()
  await store.collection(safes).insert({ id: 'safe_a', name: 'A', secret: sealed('first') })
  await reopen()
})
afterEach(async () => {
  await store.close()
  await rm(dir, { recursive: true, force: true })
})

const file = () => join(dir, 'safes', 'safe_a.json')
const get = async (): Promise<Safe> => {
  const record = await store.collection(safes).get('safe_a')
  if (record === null) throw new TypeError('it is gone')
  return record
}

it('are not read until somebody asks, and then as any member', async () => {
  const record = await get()
  expect(Object.keys(record)).toEqual(['id', 'version', 'name', 'secret'])
  expect(record.secret).toEqual(sealed('first'))
  expect(record.secret).toBe(record.secret)
  expect({ ...record }).toEqual({ id: 'safe_a', version: 1, name: 'A', secret: sealed('first') })
  expect(JSON.parse(JSON.stringify(record))).toEqual(JSON.parse(await readFile(file(), 'utf8')))
  expect(Object.isFrozen(record)).toBe(true)
})

it('are written with every change of a record that nobody has read in full', async () => {
  const { items } = await store.collection(safes).list({ sort: { by: 'name', direction: 'asc' }, limit: 1 })
  const [record] = items
  if (record === undefined) throw new TypeError('the list is empty')
  await store.collection(safes).update({ ...record, name: 'B' })
  await reopen()
  expect(await get()).toMatchObject({ version: 2, name: 'B', secret: sealed('first') })
})

it('of a version that was replaced meanwhile stay those of that version', async () => {
  const old = await get()
  await store.collection(safes).update({ ...(await get()), secret: sealed('second') })
  expect(old.secret).toEqual(sealed('first'))
  expect((await get()).secret).toEqual(sealed('second'))
})

it('of a record that was removed meanwhile are still known to who holds it', async () => {
  const old = await get()
  await store.collection(safes).take('safe_a')
  expect(old.secret).toEqual(sealed('first'))
})

it('are told apart by member, and small ones are held', async () => {
  const record = await get()
  await store.collection(safes).update({ ...record, secret: sealed('short', 20), other: sealed('long') })
  await reopen()
  await unlink(file())
  const lean = await get()
  expect(lean.secret).toEqual(sealed('short', 20))
  expect(() => lean.other).toThrow(/secrets of record safe_a could not be read/)
})

it('are never those of another version, whatever somebody did to the file', async () => {
  const record = await get()
  const changed = { ...JSON.parse(await readFile(file(), 'utf8')), version: 7, secret: sealed('foreign') }
  await writeFile(file(), JSON.stringify(changed))
  expect(() => record.secret).toThrow(/is not the one that was read at the start/)
  await expect(store.collection(safes).update({ ...changed, version: 1 })).rejects.toThrow(/not the one/)
})
