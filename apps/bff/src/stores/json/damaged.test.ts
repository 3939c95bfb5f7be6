import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { auditEvent } from '../suite/audit-event.ts'
import { openJsonStore } from './json-store.ts'

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'patchbay-damaged-'))
})
afterEach(() => rm(dir, { recursive: true }))

const definition = {
  name: 'api-keys',
  unique: ['name'],
  searchable: [],
  filterable: [],
  sortable: ['name'],
} as const
interface Key {
  readonly id: string
  readonly version: number
  readonly name: string
}

async function openWithLog() {
  const lines: object[] = []
  const log = { warn: (line: object) => lines.push(line), error: (line: object) => lines.push(line) }
  const store = await openJsonStore({ dir, log })
  return { store, lines, keys: store.collection<Key>(definition) }
}

async function put(name: string, text: string): Promise<void> {
  await mkdir(join(dir, 'api-keys'), { recursive: true })
  await writeFile(join(dir, 'api-keys', name), text)
}

describe('damaged files', () => {
  it.each([
    ['an empty file', '', 'the file is empty'],
    ['zero bytes', '\0'.repeat(100), 'it is not valid JSON'],
    ['half a file', '{ "id": "key_a-b", "versi', 'it is not valid JSON'],
    ['a list', '[]', 'it is no record'],
    ['null', 'null', 'it is no record'],
    ['no id', '{ "version": 1 }', 'it has no valid id'],
    ['a path as id', '{ "id": "../x", "version": 1 }', 'it has no valid id'],
    ['the id of another', '{ "id": "key_c", "version": 1 }', 'its id is not the name of the file'],
    ['no version', '{ "id": "key_a-b" }', 'it has no valid version'],
    ['a wrong version', '{ "id": "key_a-b", "version": "1" }', 'it has no valid version'],
  ])('%s: set aside untouched, named in the log, and nothing stopped', async (_, text, reason) => {
    await put('key_a-b.json', text)
    await put('key_good.json', '{ "id": "key_good", "version": 3, "name": "Good" }')
    const { store, lines, keys } = await openWithLog()
    const [damaged] = store.damaged()
    expect(damaged).toMatchObject({ collection: 'api-keys', name: 'key_a-b.json', reason })
    expect(lines).toEqual([damaged])
    expect(damaged?.setAsideAs).toMatch(/damaged\/api-keys-key_a-b\.json-\d{8}T\d{9}Z$/)
    expect(await readFile(damaged?.setAsideAs ?? '', 'utf8')).toBe(text)
    expect(await readdir(join(dir, 'api-keys'))).toEqual(['key_good.json'])
    expect(await keys.get('key_good')).toMatchObject({ version: 3 })
    await keys.insert({ id: 'key_a-b', name: 'New' })
    await store.close()

    const later = await openWithLog()
    expect(later.store.damaged()).toEqual([damaged])
    expect(await later.keys.get('key_a-b')).toMatchObject({ name: 'New' })
    await later.store.close()
  })

  it('sets a folder in the place of a file aside', async () => {
    await mkdir(join(dir, 'api-keys', 'key_a.json'), { recursive: true })
    const { store } = await openWithLog()
    expect(store.damaged()).toMatchObject([{ name: 'key_a.json', reason: 'it cannot be read (EISDIR)' }])
    await store.close()
  })

  it('lets both of two records with one name be used, as a copied file would have it', async () => {
    await put('key_a.json', '{ "id": "key_a", "version": 1, "name": "Same" }')
    await put('key_b.json', '{ "id": "key_b", "version": 1, "name": "same" }')
    const { store, keys } = await openWithLog()
    expect((await keys.list({ sort: { by: 'name', direction: 'asc' }, limit: 9 })).total).toBe(2)
    await expect(keys.insert({ id: 'key_c', name: 'SAME' })).rejects.toMatchObject({ code: 'name_taken' })
    const second = await keys.get('key_b')
    await keys.update({ ...(second ?? expect.fail()), name: 'Other' })
    await store.close()
  })

  it('removes temporary files and leaves what is not its own', async () => {
    await put('key_a.json.1234567890', '{ "id": "key')
    await put('.DS_Store', 'x')
    await put('notes.txt', 'x')
    const { store } = await openWithLog()
    expect((await readdir(join(dir, 'api-keys'))).toSorted()).toEqual(['.DS_Store', 'notes.txt'])
    expect(store.damaged()).toEqual([])
    await store.close()
  })
})

describe('a damaged audit log', () => {
  it('keeps what is whole, and goes on after a torn last line', async () => {
    const whole = ['evt_1', 'evt_2'].map((id) => `${JSON.stringify(auditEvent({ id }))}\n`).join('')
    await writeFile(join(dir, 'audit.jsonl'), `${whole}not JSON\n\n{ "id": "evt_3", "at": "20`)
    const { store } = await openWithLog()
    await store.audit.append(auditEvent({ id: 'evt_4' }))
    const before = await store.audit.list({ limit: 9 })
    expect(before.items.map(({ id }) => id)).toEqual(['evt_4', 'evt_2', 'evt_1'])
    await store.close()
    const later = await openWithLog()
    expect(await later.store.audit.list({ limit: 9 })).toEqual(before)
    await later.store.close()
  })
})
