import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, rmdir, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Store } from '../store.ts'
import { openJsonStore } from './json-store.ts'
import { createOwner, forgetOwner, type LockOwner } from './lock-owner.ts'

let dir: string
let errors: object[]
const opened: Store[] = []
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'patchbay-lock-'))
  errors = []
})
afterEach(async () => {
  await Promise.all(opened.splice(0).map((store) => store.close()))
  await rm(dir, { recursive: true })
})

const definition = { name: 'things', unique: [], searchable: [], filterable: [], sortable: [] } as const

async function open(): Promise<Store> {
  const store = await openJsonStore({ dir, log: { warn: () => {}, error: (line) => errors.push(line) } })
  opened.push(store)
  return store
}

/** A lock as a process leaves it that ended without a word. */
async function leaveLock(owner: Partial<LockOwner>, ageMs = 0): Promise<void> {
  const mine = createOwner()
  forgetOwner(mine)
  await mkdir(join(dir, 'lock'), { recursive: true })
  await writeFile(join(dir, 'lock-owner.json'), JSON.stringify({ ...mine, token: 'other', ...owner }))
  const at = new Date(Date.now() - ageMs)
  await utimes(join(dir, 'lock'), at, at)
}

async function elapsedMs(work: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now()
  await work()
  return performance.now() - startedMs
}

describe('a folder that is held', () => {
  it('is refused to the same process, with the way out', async () => {
    await open()
    await expect(open()).rejects.toMatchObject({
      code: 'store_in_use',
      message: expect.stringMatching(new RegExp(`${dir} .*process ${process.pid} .*PATCHBAY_DATA_DIR`)),
    })
    await opened[0]?.collection(definition).insert({ id: 'thing_1' })
  })

  it('is refused to another process, until that one is killed: then it is free at once', async () => {
    const child = await spawnWriter()
    expect(
      await elapsedMs(() => expect(open()).rejects.toMatchObject({ code: 'store_in_use' })),
    ).toBeLessThan(1_000)
    await expect(open()).rejects.toMatchObject({ message: expect.stringContaining(`process ${child.pid} `) })
    child.kill('SIGKILL')
    await once(child, 'close')
    expect(await elapsedMs(open)).toBeLessThan(1_000)
  })

  it('is free after close', async () => {
    const store = await open()
    await store.close()
    await open()
    await store.close()
    await expect(open()).rejects.toMatchObject({ code: 'store_in_use' })
  })

  it('goes to one of many that start at once after a crash', async () => {
    for (let round = 0; round < 3; round++) {
      await leaveLock({ pid: 2 ** 22 + 1 })
      const outcomes = await Promise.allSettled(Array.from({ length: 6 }, open))
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      const reasons = outcomes.flatMap((outcome) =>
        outcome.status === 'rejected' ? [outcome.reason.code] : [],
      )
      expect(new Set(reasons)).toEqual(new Set(['store_in_use']))
      await Promise.all(opened.splice(0).map((store) => store.close()))
    }
  })
})

describe('a lock that was left behind', () => {
  it.each([
    ['of a process that is gone', { pid: 2 ** 22 + 1 }],
    ['of a process with our pid, as in a container that was restarted', { pid: process.pid }],
    ['of a process whose pid another one has now', { pid: process.ppid, startTime: '1' }],
  ])('%s is taken over at once', async (_, owner) => {
    await leaveLock(owner)
    expect(await elapsedMs(open)).toBeLessThan(1_000)
    expect(JSON.parse(await readFile(join(dir, 'lock-owner.json'), 'utf8'))).toMatchObject({
      pid: process.pid,
    })
  })

  it.each([
    ['on another host', { hostname: 'elsewhere' }],
    ['in another container of this host', { pidNamespace: 'pid:[1]', pid: 1 }],
    ['before a reboot', { bootId: 'earlier' }],
  ])('%s is taken over at once when it is old', async (_, owner) => {
    await leaveLock(owner, 120_000)
    expect(await elapsedMs(open)).toBeLessThan(1_000)
  })

  it.each([
    ['on another host', { hostname: 'elsewhere' }],
    ['in another container of this host', { pidNamespace: 'pid:[1]', pid: 1 }],
  ])('%s that still shows signs of life is refused', async (_, owner) => {
    await leaveLock(owner, 1_000)
    const refused = expect(open()).rejects.toMatchObject({ code: 'store_in_use' })
    const heartbeat = setTimeout(() => void utimes(join(dir, 'lock'), new Date(), new Date()), 300)
    await refused
    clearTimeout(heartbeat)
  })
})

describe('a lock that is tampered with', () => {
  it('is taken again when someone removed it', async () => {
    const store = await open()
    await rmdir(join(dir, 'lock'))
    await expect.poll(() => stat(join(dir, 'lock')).catch(() => null), { timeout: 8_000 }).not.toBeNull()
    await expect
      .poll(() => store.collection(definition).insert({ id: 'thing_1' }))
      .toMatchObject({ version: 1 })
    expect(errors).toEqual([])
  })

  it('is given up when another has the folder: then nothing is written any more', async () => {
    const store = await open()
    await rmdir(join(dir, 'lock'))
    await leaveLock({ hostname: 'elsewhere' })
    await expect.poll(() => errors.length, { timeout: 8_000 }).toBe(1)
    const refused = { code: 'storage_unavailable' }
    await expect(store.collection(definition).insert({ id: 'thing_1' })).rejects.toMatchObject(refused)
    await expect(store.ready()).rejects.toMatchObject(refused)
    await expect(store.collection(definition).get('thing_1')).resolves.toBeNull()
    await store.close()
    expect(JSON.parse(await readFile(join(dir, 'lock-owner.json'), 'utf8'))).toMatchObject({ token: 'other' })
  })
})

async function spawnWriter(): Promise<ChildProcess> {
  const fixture = join(import.meta.dirname, 'crash.fixture.ts')
  const child = spawn(process.execPath, [fixture, dir], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  child.stdout.resume()
  return child
}
