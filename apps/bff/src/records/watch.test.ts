import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openJsonStore } from '../stores/json/json-store.ts'
import type { Collection, Store, StoredRecord } from '../stores/store.ts'
import { ChangeFeed, type RecordChange } from './change-feed.ts'
import { modify } from './modify.ts'
import { watch } from './watch.ts'

interface Thing extends StoredRecord {
  readonly name: string
}

const things = {
  name: 'things',
  unique: ['name'],
  searchable: [],
  filterable: [],
  sortable: ['name'],
} as const

let dir: string
let store: Store
const faults: object[] = []
const log = { warn: () => {}, error: (details: object) => void faults.push(details) }
const feed = new ChangeFeed<Thing>(log)
let watched: Collection<Thing>
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'patchbay-watch-'))
  store = await openJsonStore({ dir, log })
  watched = watch(store.collection<Thing>(things), feed)
})
afterAll(async () => {
  await store.close()
  await rm(dir, { recursive: true, force: true })
})

async function changesOf(act: () => Promise<unknown>): Promise<RecordChange<Thing>[]> {
  const heard: RecordChange<Thing>[] = []
  const stop = feed.listen((change) => heard.push(change))
  await act().finally(stop)
  return heard
}

const id = 'thing_1'

describe('a watched collection', () => {
  it('tells of every write, with what was and what is', async () => {
    const first = { id, version: 1, name: 'first' }
    const second = { id, version: 2, name: 'second' }
    expect(await changesOf(() => watched.insert({ id, name: 'first' }))).toEqual([
      { id, before: null, after: first },
    ])
    const renamed = () => modify(watched, id, (record) => ({ ...record, name: 'second' }))
    expect(await changesOf(renamed)).toEqual([{ id, before: first, after: second }])
    expect(await changesOf(() => watched.take(id))).toEqual([{ id, before: second, after: null }])
    await watched.insert({ id, name: 'third' })
    expect(await changesOf(() => watched.delete(id))).toEqual([
      { id, before: { id, version: 1, name: 'third' }, after: null },
    ])
  })

  it('tells of no write that failed, and of no look', async () => {
    await watched.insert({ id, name: 'first' })
    const refused = async () => {
      await expect(watched.update({ id, version: 9, name: 'x' })).rejects.toThrow(/version/)
      await expect(watched.insert({ id, name: 'x' })).rejects.toThrow(/record/)
      expect(await watched.take('thing_2')).toBeNull()
      await expect(watched.delete('thing_2')).rejects.toThrow(/no record/)
      await watched.list({ sort: { by: 'name', direction: 'asc' }, limit: 1 })
    }
    expect(await changesOf(refused)).toEqual([])
  })

  it('of many writes of one record tells each step once, in order', async () => {
    const start = (await watched.get(id))?.version ?? 0
    const heard = await changesOf(() =>
      Promise.all(
        Array.from({ length: 8 }, (_, at) => modify(watched, id, (record) => ({ ...record, name: `${at}` }))),
      ),
    )
    expect(heard.map(({ before, after }) => [before?.version, after?.version])).toEqual(
      Array.from({ length: 8 }, (_, at) => [start + at, start + at + 1]),
    )
  })

  it('writes though a listener fails, and still tells the others', async () => {
    const stop = feed.listen(() => {
      throw new TypeError('a listener’s own mistake')
    })
    const heard = await changesOf(() => modify(watched, id, (record) => ({ ...record, name: 'written' })))
    stop()
    expect(heard).toHaveLength(1)
    expect((await watched.get(id))?.name).toBe('written')
    expect(faults).toMatchObject([{ err: { message: 'a listener’s own mistake' }, record: id }])
  })
})
