import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getSession } from '@patchbay/contracts/session'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { restoreArchive } from '../archive/restore-archive.ts'
import { startTestPatchbay } from '../testing/test-patchbay.ts'
import { prepareFolder } from './prepare-folder.ts'
import { currentFormat } from './record-format.ts'

let dir: string
let warnings: object[]
const log = { warn: (details: object) => void warnings.push(details) }
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'patchbay-format-'))
  warnings = []
})
afterEach(() => rm(dir, { recursive: true, force: true }))

const read = async (path: string): Promise<unknown> => JSON.parse(await readFile(join(dir, path), 'utf8'))
const format = () => read('format.json')
const backups = () => readdir(join(dir, 'backups')).catch(() => [])
const oldUser = (id: string) => ({
  id,
  version: 3,
  name: 'Admin',
  passwordHash: 'x',
  createdAt: '2026-01-01',
})
const newMembers = { email: null, role: 'owner', status: 'active', createdBy: null, lastSignInAt: null }

async function write(path: string, content: unknown): Promise<void> {
  const file = join(dir, path)
  await mkdir(join(file, '..'), { recursive: true })
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content), { mode: 0o600 })
}

describe('a data folder', () => {
  it('that is new has the current format, and nothing to back up', async () => {
    await write('keys', 'a:b')
    await prepareFolder(dir, log)
    expect(await format()).toEqual({ format: currentFormat })
    expect(await backups()).toEqual([])
    expect(warnings).toEqual([])
  })

  it('of before there were formats is migrated, with a backup that is as it was', async () => {
    await write('users/usr_1.json', oldUser('usr_1'))
    await write('users/usr_2.json', 'damaged')
    await write('connections/conn_1.json', { id: 'conn_1', version: 1 })
    await write('sessions/ses_1.json', { id: 'ses_1', version: 1 })
    await write('audit.jsonl', '{"id":"evt_1"}\n')
    await write('keys', 'a:b')
    await prepareFolder(dir, log)

    expect(await read('users/usr_1.json')).toEqual({ ...oldUser('usr_1'), ...newMembers })
    expect(await readFile(join(dir, 'users/usr_2.json'), 'utf8')).toBe('damaged')
    const session = { id: 'ses_1', version: 1, how: 'password', address: null, userAgent: null }
    expect(await read('sessions/ses_1.json')).toEqual(session)
    expect(await format()).toEqual({ format: currentFormat })
    const [backup = '', ...more] = await backups()
    expect(more).toEqual([])
    expect(warnings).toEqual([{ from: 1, to: currentFormat, backup: `backups/${backup}` }])
    expect((await stat(join(dir, 'backups', backup))).mode & 0o777).toBe(0o600)

    const root = join(dir, 'restored')
    const options = { root, format: currentFormat, operator: 'backup-user' }
    const manifest = await restoreArchive(join(dir, 'backups', backup), options)
    expect(manifest).toMatchObject({
      format: 1,
      keys: false,
      counts: { users: 2, connections: 1, sessions: 1 },
    })
    expect(await read('restored/users/usr_1.json')).toEqual(oldUser('usr_1'))
    expect(await readFile(join(root, 'audit.jsonl'), 'utf8')).toMatch(/^{"id":"evt_1"}\n{.+}\n$/)
    expect(await readdir(root)).toEqual(['audit.jsonl', 'connections', 'sessions', 'users'])
  })

  it('whose migration was interrupted goes on, and keeps the backup of before', async () => {
    const migrated = { ...oldUser('usr_1'), ...newMembers, role: 'admin', email: 'a@example.com' }
    await write('users/usr_1.json', migrated)
    await write('users/usr_2.json', { ...oldUser('usr_2'), role: 'viewer' })
    await write('format.json', { format: 1, migrating: { to: 2, backup: 'backups/first.tar.gz' } })
    await prepareFolder(dir, log)
    expect(await read('users/usr_1.json')).toEqual(migrated)
    expect(await read('users/usr_2.json')).toEqual({ ...oldUser('usr_2'), ...newMembers, role: 'viewer' })
    expect(await format()).toEqual({ format: currentFormat })
    expect(await backups()).toEqual([])
  })

  it('of a newer Patchbay is refused, with the way out', async () => {
    await write('format.json', { format: currentFormat + 1 })
    await expect(prepareFolder(dir, log)).rejects.toMatchObject({
      code: 'newer_format',
      message: expect.stringMatching(/have format 3, .* up to 2: a newer one wrote them\. Start that one/),
    })
    await write('format.json', '')
    await expect(prepareFolder(dir, log)).rejects.toMatchObject({ code: 'unknown_format' })
  })

  it('into which a restore was interrupted is refused', async () => {
    await mkdir(join(dir, '.restoring'))
    await expect(prepareFolder(dir, log)).rejects.toMatchObject({ code: 'restore_interrupted' })
  })
})

it('a Patchbay of before signs in as before', async () => {
  const patchbay = await startTestPatchbay()
  try {
    await patchbay.signedIn()
    const users = join(patchbay.dir, 'users')
    const [file = ''] = await readdir(users)
    const { id, version, name, passwordHash, createdAt } = JSON.parse(
      await readFile(join(users, file), 'utf8'),
    ) as Record<string, unknown>
    await writeFile(join(users, file), JSON.stringify({ id, version, name, passwordHash, createdAt }))
    await rm(join(patchbay.dir, 'format.json'))
    await patchbay.restart()
    expect((await (await patchbay.signedIn()).ok(getSession)).user).toMatchObject({ role: 'owner' })
  } finally {
    await patchbay.stop()
  }
})
