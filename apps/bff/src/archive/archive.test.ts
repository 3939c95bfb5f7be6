import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { create } from 'tar'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { verifyAudit } from '../stores/json/audit-verify.ts'
import { backUp } from './back-up.ts'
import { restoreArchive } from './restore-archive.ts'

let dir: string
let root: string
let file: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'patchbay-archive-'))
  root = join(dir, 'data')
  file = join(dir, 'backup.tar.gz')
  for (const [path, content] of Object.entries(contents)) {
    await mkdir(join(root, path, '..'), { recursive: true })
    await writeFile(join(root, path), content, { mode: 0o600 })
  }
})
afterEach(() => rm(dir, { recursive: true, force: true }))

const kept = {
  'connections/conn_1.json': '{"id":"conn_1"}',
  [`damaged/connections-${'x'.repeat(150)}.json-20260101T000000000Z`]: '{',
  'format.json': '{"format":2}',
  'audit.jsonl': '{"id":"evt_1"}\n',
  'sandbox/acumatica/Client-1.sealed': 'v1.a.b.c.d',
}
const keys = { keys: 'a:b', 'agent-host-key': 'private' }
const contents: Record<string, string> = {
  ...kept,
  ...keys,
  'connections/conn_1.json.123': '{"half',
  'backups/before.tar.gz': 'old',
  '.write-check': '',
}

const operator = 'backup-user'

/** The lines that commands added to a log, without what differs each time. */
async function linesAdded(folder: string): Promise<object[]> {
  const text = await readFile(join(folder, 'audit.jsonl'), 'utf8')
  expect(text.startsWith(kept['audit.jsonl'])).toBe(true)
  const lines = text.slice(kept['audit.jsonl'].length).trimEnd().split('\n')
  return lines.filter(Boolean).map((line) => JSON.parse(line) as object)
}

const without = ({ 'audit.jsonl': _, ...files }: Record<string, string>) => files

async function filesOf(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return Object.fromEntries(
    await Promise.all(
      files.map(async (each) => [each.slice(folder.length + 1), await readFile(each, 'utf8')]),
    ),
  ) as Record<string, string>
}

const restored = () => join(dir, 'restored')
const restore = (from = file) => restoreArchive(from, { root: restored(), format: 2, operator })

describe('a backup', () => {
  it('is restored as it was, for its owner alone', async () => {
    await backUp({ root, file, withKeys: true, operator })
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    await mkdir(join(dir, 'restored', 'lost+found'), { recursive: true })
    expect(await restore()).toMatchObject({ format: 2, keys: true, counts: { connections: 1 } })
    expect(without(await filesOf(restored()))).toEqual(without({ ...kept, ...keys }))
    const modes = await Promise.all(
      ['keys', 'connections', 'connections/conn_1.json'].map((path) => stat(join(restored(), path))),
    )
    expect(modes.map(({ mode }) => (mode & 0o777).toString(8))).toEqual(['600', '700', '600'])
    expect((await readdir(root)).filter((name) => name.startsWith('.snapshot'))).toEqual([])
  })

  it('leaves a line in the log of the folder, and its restore one in the log that is restored', async () => {
    await backUp({ root, file, withKeys: true, operator })
    await restore()
    const held = [
      { member: 'file', before: null, after: 'backup.tar.gz' },
      { member: 'keys', before: null, after: true },
      { member: 'records', before: null, after: 1 },
    ]
    const by = { actor: null, actorName: operator, actorKind: 'operator', target: null, code: null }
    expect(await linesAdded(root)).toMatchObject([{ ...by, action: 'data.backed_up', changes: held }])
    const backedUpAt = { member: 'backedUpAt', before: null, after: expect.stringMatching(/Z$/) }
    expect(await linesAdded(restored())).toMatchObject([
      { ...by, action: 'data.restored', changes: [...held, backedUpAt] },
    ])
    // Its chain begins with its first start, which signs it.
    for (const folder of [root, restored()]) {
      const verdict = await verifyAudit(join(folder, 'audit.jsonl'), { mode: 'log', signer: null })
      expect(verdict).toMatchObject({ older: 2, events: 0, broken: null })
    }
  })

  it('leaves the keys out where asked', async () => {
    await backUp({ root, file, withKeys: false, operator })
    await restore()
    expect(without(await filesOf(restored()))).toEqual(without(kept))
  })

  it('replaces nothing, and is not made of nothing', async () => {
    await writeFile(file, 'mine')
    await expect(backUp({ root, file, withKeys: true, operator })).rejects.toMatchObject({
      code: 'file_exists',
    })
    expect(await readFile(file, 'utf8')).toBe('mine')
    const nowhere = { root: join(dir, 'nowhere'), file: join(dir, 'x'), withKeys: true, operator }
    await expect(backUp(nowhere)).rejects.toMatchObject({ code: 'not_there' })
    const inside = { root, file: join(root, 'connections', 'x'), withKeys: true, operator }
    const elsewhere = { code: 'file_in_folder', message: expect.stringContaining(join(root, 'backups')) }
    await expect(backUp(inside)).rejects.toMatchObject(elsewhere)
    await rm(join(root, 'backups'), { recursive: true })
    await backUp({ ...inside, file: join(root, 'backups', 'x') })
    const unwritable = { root, file: join(dir, 'no', 'folder', 'x'), withKeys: true, operator }
    const noFolder = {
      code: 'not_written',
      message: expect.stringContaining('no such folder; make it first'),
    }
    await expect(backUp(unwritable)).rejects.toMatchObject(noFolder)
    const failed = { action: 'data.backed_up', result: 'failure', code: 'not_written', actorName: operator }
    expect(await linesAdded(root)).toMatchObject([{ action: 'data.backed_up', code: null }, failed])
    expect((await readdir(root)).filter((name) => name.startsWith('.snapshot'))).toEqual([])
  })
})

describe('restoring', () => {
  it('into a folder where something is, is refused', async () => {
    await backUp({ root, file, withKeys: true, operator })
    await mkdir(restored())
    await writeFile(join(restored(), 'mine'), '')
    await expect(restore()).rejects.toMatchObject({ code: 'folder_not_empty' })
    expect(await readdir(restored())).toEqual(['mine'])
  })

  it.each([
    ['cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length - 40)],
    ['changed in its middle', (bytes: Buffer) => changed(bytes, 'evt_1', 'evt_2')],
    ['changed in what it says of itself', (bytes: Buffer) => changed(bytes, 'keys": true', 'keys": 1234')],
    ['something else', () => Buffer.from('not an archive')],
    ['empty', () => Buffer.alloc(0)],
  ])('of a file that is %s writes nothing', async (_, change) => {
    await backUp({ root, file, withKeys: true, operator })
    await writeFile(file, change(await readFile(file)))
    await expect(restore()).rejects.toMatchObject({ code: 'archive_damaged' })
    await expect(stat(restored())).rejects.toMatchObject({ code: 'ENOENT' })
  })

  it.each(['../outside', 'a/../../outside', '/outside', 'a//b', '.'])(
    'of a file that would write to %s writes nothing',
    async (path) => {
      const entry = {
        path,
        size: 0,
        sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      }
      const about = { kind: 'patchbay-backup', createdAt: new Date().toISOString(), format: 2, keys: false }
      await writeFile(join(dir, 'manifest.json'), JSON.stringify({ ...about, counts: {}, files: [entry] }))
      await create({ file, gzip: true, cwd: dir }, ['manifest.json'])
      await expect(restore()).rejects.toMatchObject({ code: 'archive_damaged' })
    },
  )

  it('of records of a newer format is refused', async () => {
    await writeFile(join(root, 'format.json'), '{"format":2}')
    await backUp({ root, file, withKeys: true, operator })
    await expect(restoreArchive(file, { root: restored(), format: 1, operator })).rejects.toMatchObject({
      code: 'newer_format',
      message: expect.stringContaining('Update Patchbay'),
    })
  })
})

function changed(bytes: Buffer, from: string, to: string): Buffer {
  const text = gunzipSync(bytes).toString('latin1')
  expect(text).toContain(from)
  return gzipSync(Buffer.from(text.replace(from, to), 'latin1'))
}
