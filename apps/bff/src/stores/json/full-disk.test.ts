import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm, rmdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Collection, Store, StoredRecord } from '../store.ts'
import { auditEvent } from '../suite/audit-event.ts'
import { openJsonStore } from './json-store.ts'

interface Note extends StoredRecord {
  readonly name: string
  readonly text?: string
}

const definition = {
  name: 'notes',
  unique: ['name'],
  searchable: [],
  filterable: [],
  sortable: ['name'],
} as const
const log = { warn: () => {}, error: () => {} }
const mountSize = 256 * 1_024

let dir: string
let store: Store
let notes: Collection<Note>

async function open(): Promise<void> {
  store = await openJsonStore({ dir, log })
  notes = store.collection<Note>(definition)
}

async function stored(): Promise<readonly Note[]> {
  return (await notes.list({ sort: { by: 'name', direction: 'asc' }, limit: 1_000 })).items
}

const files = async () => new Set(await readdir(join(dir, 'notes')))
const fileNames = (records: readonly Note[]) => new Set(records.map(({ id }) => `${id}.json`))

describe.skipIf(!canMount())('a full disk', () => {
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'patchbay-full-'))
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${mountSize}`, 'tmpfs', dir])
    await open()
  })
  afterEach(async () => {
    await store.close()
    execFileSync('umount', ['--recursive', dir])
    await rmdir(dir)
  })

  it('refuses writes, loses nothing, and works again when there is space', async () => {
    const first = await notes.insert({ id: 'note_first', name: 'first' })
    await store.audit.append(auditEvent({ id: 'evt_1' }))
    const acknowledged: Note[] = [first]
    const text = 'x'.repeat(20_000)
    const fill = async () => {
      for (let number = 0; ; number++) {
        acknowledged.push(await notes.insert({ id: `note_${number}`, name: `${number}`, text }))
      }
    }
    await expect(fill()).rejects.toMatchObject({ name: 'StoreError', code: 'storage_full' })
    // What is left is too little for a record, so that a write of one breaks off in the middle.
    await expect(notes.update({ ...first, text })).rejects.toMatchObject({ code: 'storage_full' })
    expect(await notes.get('note_first')).toEqual(first)
    expect(await stored()).toHaveLength(acknowledged.length)
    expect(await files()).toEqual(fileNames(acknowledged))

    await writeFile(join(dir, 'ballast'), Buffer.alloc(mountSize)).catch(() => {})
    await expect(store.ready()).rejects.toMatchObject({ code: 'storage_full' })
    const large = auditEvent({ id: 'evt_2', actor: 'x'.repeat(10_000) })
    await expect(store.audit.append(large)).rejects.toMatchObject({ code: 'storage_full' })
    await store.close()
    await open()
    expect(new Set(await stored())).toEqual(new Set(acknowledged))
    expect(store.damaged()).toEqual([])

    await notes.delete('note_0')
    await rm(join(dir, 'ballast'))
    await store.ready()
    expect(await notes.update({ ...first, text })).toMatchObject({ version: 2 })
    // The refused insert holds neither its name nor its id.
    await notes.delete('note_1')
    await notes.insert({ id: 'note_new', name: `${acknowledged.length - 1}` })
    await store.audit.append(auditEvent({ id: 'evt_3' }))
    await store.close()
    await open()
    expect((await store.audit.list({ limit: 9 })).items.map(({ id }) => id)).toEqual(['evt_3', 'evt_1'])
    expect(await files()).toEqual(fileNames(await stored()))
  })

  it('that is read-only answers storage_unavailable, and serves what it has', async () => {
    const note = await notes.insert({ id: 'note_1', name: 'one' })
    execFileSync('mount', ['--bind', dir, dir])
    execFileSync('mount', ['-o', 'remount,bind,ro', dir])
    const refused = { code: 'storage_unavailable' }
    await expect(notes.insert({ id: 'note_2', name: 'two' })).rejects.toMatchObject(refused)
    await expect(notes.delete('note_1')).rejects.toMatchObject(refused)
    await expect(notes.take('note_1')).rejects.toMatchObject(refused)
    await expect(store.ready()).rejects.toMatchObject(refused)
    expect(await notes.get('note_1')).toEqual(note)
    execFileSync('umount', [dir])
    await notes.insert({ id: 'note_2', name: 'two' })
  })
})

describe('a write that fails', () => {
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'patchbay-fails-'))
    await open()
  })
  afterEach(async () => {
    await store.close()
    await rm(dir, { recursive: true })
  })

  it('leaves memory and folder as they were', async () => {
    // A folder in the file's place: the rename fails, whoever runs this.
    const obstacle = join(dir, 'notes', 'note_1.json')
    await mkdir(obstacle, { recursive: true })
    await expect(notes.insert({ id: 'note_1', name: 'one' })).rejects.toMatchObject({
      code: 'storage_unavailable',
    })
    expect(await notes.get('note_1')).toBeNull()
    expect(await files()).toEqual(new Set(['note_1.json']))
    await notes.insert({ id: 'note_2', name: 'one' })
    await rmdir(obstacle)
    await notes.insert({ id: 'note_1', name: 'two' })
    expect(await stored()).toHaveLength(2)
  })
})

function canMount(): boolean {
  if (process.getuid?.() !== 0 || process.platform !== 'linux') return false
  const target = join(tmpdir(), `patchbay-mount-${process.pid}`)
  try {
    execFileSync('mkdir', [target])
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', target], { stdio: 'ignore' })
    execFileSync('umount', [target])
    return true
  } catch {
    return false
  } finally {
    execFileSync('rmdir', [target])
  }
}
