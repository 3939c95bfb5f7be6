import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { restoreArchive } from '../archive/restore-archive.ts'
import { moments, openMigrated } from './migrate.fixture.ts'
import { currentFormat } from './record-format.ts'

const fixture = join(import.meta.dirname, 'migrate.fixture.ts')
const many = 8

type Files = Readonly<Record<string, object>>
const numbered = (make: (number: number) => [string, object]): Files =>
  Object.fromEntries(Array.from({ length: many }, (_, number) => make(number)))

const oldUser = (id: string) => ({ id, version: 3, name: id, passwordHash: 'x', createdAt: '2026-01-01' })
const users = numbered((number) => [`users/usr_${number + 10}.json`, oldUser(`usr_${number + 10}`)])
const sessions = numbered((number) => [
  `sessions/ses_${number + 10}.json`,
  { id: `ses_${number + 10}`, version: 1 },
])
const others: Files = { 'connections/conn_1.json': { id: 'conn_1', version: 7, name: 'kept' } }
const before: Files = { ...users, ...sessions, ...others }

const ofUsers = { email: null, role: 'owner', status: 'active', createdBy: null, lastSignInAt: null }
const ofSessions = { how: 'password', address: null, userAgent: null }
const withMembers = (files: Files, members: object): Files =>
  Object.fromEntries(Object.entries(files).map(([path, record]) => [path, { ...record, ...members }]))
const after: Files = { ...withMembers(users, ofUsers), ...withMembers(sessions, ofSessions), ...others }

let base: string
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'patchbay-migration-'))
})
afterEach(() => rm(base, { recursive: true, force: true }))

async function recordsIn(root: string): Promise<Files> {
  const folders = ['users', 'sessions', 'connections']
  const paths = await Promise.all(
    folders.map(async (folder) => (await readdir(join(root, folder))).map((name) => `${folder}/${name}`)),
  )
  const read = paths
    .flat()
    .map(async (path) => [path, JSON.parse(await readFile(join(root, path), 'utf8')) as object] as const)
  return Object.fromEntries(await Promise.all(read))
}

/** A folder of the format before, whose migration was killed. */
async function killedAt(moment: string): Promise<string> {
  const root = join(base, moment.replaceAll(' ', '-'))
  for (const folder of ['users', 'sessions', 'connections']) {
    await mkdir(join(root, folder), { recursive: true, mode: 0o700 })
  }
  const write = Object.entries(before).map(([path, record]) =>
    writeFile(join(root, path), JSON.stringify(record), { mode: 0o600 }),
  )
  await Promise.all(write)
  // Most of a short process is the compiling of its modules.
  const env = { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'patchbay-migration-cache') }
  const child = spawn(process.execPath, [fixture, root, moment], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env,
  })
  expect(await once(child, 'close')).toEqual([null, 'SIGKILL'])
  return root
}

async function expectBackupsOfBefore(root: string): Promise<void> {
  const backups = await readdir(join(root, 'backups'))
  expect(backups.length).toBeGreaterThan(0)
  for (const [index, name] of backups.entries()) {
    expect(name).toMatch(/^before-format-2-\w+\.tar\.gz$/)
    const options = { root: `${root}-${index}`, format: currentFormat, operator: 'test' }
    expect(await restoreArchive(join(root, 'backups', name), options)).toMatchObject({ format: 1 })
    expect(await recordsIn(options.root)).toEqual(before)
  }
}

it('a migration that is killed at any point goes on and loses nothing', { timeout: 60_000 }, async () => {
  const roots = await Promise.all(Object.keys(moments).map(killedAt))
  const isAmidst = (root: string) => moments['as it is written down as begun']?.(root)
  // Else it was not interrupted.
  expect(roots.filter(isAmidst).length).toBeGreaterThan(4)
  for (const root of roots) {
    const store = await openMigrated(root)
    expect(store.damaged()).toEqual([])
    await store.close()
    expect(await recordsIn(root)).toEqual(after)
    const format = await readFile(join(root, 'format.json'), 'utf8')
    expect(JSON.parse(format)).toEqual({ format: currentFormat })
    await expectBackupsOfBefore(root)
  }
})
