import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { listEvents } from '@patchbay/contracts/events'
import { createIClient, deleteIClient, updateIClient } from '@patchbay/contracts/iclients'
import { signIn } from '@patchbay/contracts/session'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { askControl } from '../control/ask-control.ts'
import { ApiClient } from '../testing/api-client.ts'
import { runCommand } from '../testing/run-command.ts'
import { type SpawnedPatchbay, spawnPatchbay } from '../testing/spawned-patchbay.ts'

const password = 'a password for the backup'
/** Processes that start, on a machine that is busy. */
const slow = { timeout: 120_000 }

let dir: string
let file: string
let patchbay: SpawnedPatchbay
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'patchbay-backup-'))
  file = join(dir, 'backup.tar.gz')
})
afterEach(async () => {
  await patchbay.cleanup()
  await rm(dir, { recursive: true, force: true })
})

async function start(dataDir: string): Promise<ApiClient> {
  patchbay = await spawnPatchbay({ PATCHBAY_ADMIN_PASSWORD: password, PATCHBAY_DATA_DIR: dataDir })
  const url = await patchbay.ready
  const api = new ApiClient(url.replace('localhost', '127.0.0.1'), url)
  await api.ok(signIn, { body: { password } })
  return api
}

/** Every file by its path. */
async function filesOf(root: string): Promise<Map<string, string>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const texts = await Promise.all(
    files.map(async (path) => [path.slice(root.length + 1), await readFile(path, 'utf8')] as const),
  )
  return new Map(texts.filter(([path]) => !path.startsWith('lock') && !path.startsWith('.')))
}

/** The lines of the log, which is taken out of the files. */
function linesOf(files: Map<string, string>): string[] {
  const log = files.get('audit.jsonl') ?? expect.fail('there is no log')
  files.delete('audit.jsonl')
  return log.trimEnd().split('\n')
}

interface Written {
  readonly id: string
  /** As it was acknowledged: version, or null where it was deleted. */
  readonly version: number | null
}

/** Creates, changes and deletes, one after the other, until told to stop; what was acknowledged is written down in order. */
async function writeOn(api: ApiClient, lane: number, isOver: () => boolean): Promise<Written[]> {
  const written: Written[] = []
  for (let step = 0; !isOver(); step += 1) {
    const client = { application: 'acumatica', clientId: 'x', clientSecret: 'only-in-this-test' }
    const { id, version } = await api.ok(createIClient, { body: { ...client, name: `${lane}-${step}` } })
    written.push({ id, version })
    const changed = await api.ok(updateIClient, { params: { id }, body: { version, clientId: 'y' } })
    written.push({ id, version: changed.version })
    if (step % 3 !== 0) continue
    await api.ok(deleteIClient, { params: { id } })
    written.push({ id, version: null })
  }
  return written
}

const versionIn = (files: ReadonlyMap<string, string>, id: string): number | null => {
  const text = files.get(`iclients/${id}.json`)
  return text === undefined ? null : (JSON.parse(text) as { version: number }).version
}

/** How many of a lane's writes are in: there must be a point up to which all are, and none after it. */
function pointOf(lane: readonly Written[], files: ReadonlyMap<string, string>): number {
  const points = Array.from({ length: lane.length + 1 }, (_, point) => point)
  const found = points.findLast((point) => {
    const state = new Map(lane.map(({ id }) => [id, null as number | null]))
    for (const { id, version } of lane.slice(0, point)) state.set(id, version)
    return [...state].every(([id, version]) => versionIn(files, id) === version)
  })
  return found ?? expect.fail('the backup holds a later write without an earlier one')
}

describe('a backup', () => {
  it('of a Patchbay that serves is one moment of it, and starts as a whole one', slow, async () => {
    const data = join(dir, 'data')
    const api = await start(data)
    let isOver = false
    const lanes = Promise.all([0, 1, 2, 3].map((lane) => writeOn(api, lane, () => isOver)))
    const early = await api.ok(createIClient, {
      body: { name: 'early', application: 'acumatica', clientId: 'x', clientSecret: 'only-in-this-test' },
    })
    const { code, stdout, stderr } = await runCommand('backup', [file], { PATCHBAY_DATA_DIR: data })
    isOver = true
    const written = await lanes
    expect(stderr).toBe('')
    const { items } = await api.ok(listEvents, { query: { action: 'data.' } })
    expect(items).toMatchObject([
      { action: 'data.backed_up', result: 'success', actorKind: 'operator', actorName: userInfo().username },
    ])
    expect(stdout).toContain('The key is in it, too')
    expect(code).toBe(0)
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    await expect.poll(() => readdir(data)).not.toContainEqual(expect.stringMatching(/^\.snapshot/))

    const restored = join(dir, 'restored')
    expect(await runCommand('restore', [file, '--data', restored])).toMatchObject({ code: 0, stderr: '' })
    const files = await filesOf(restored)
    expect(versionIn(files, early.id)).toBe(1)
    const points = written.map((lane) => pointOf(lane, files))
    // Else nothing was written on while it was made.
    expect(points.some((point, lane) => point > 0 && point < (written[lane]?.length ?? 0))).toBe(true)

    await patchbay.cleanup()
    const again = await start(restored)
    const { items: lines } = await again.ok(listEvents, { query: { action: 'data.,activity.' } })
    expect(lines).toMatchObject([{ action: 'data.restored', result: 'success', actorKind: 'operator' }])
    expect(await runCommand('audit', ['verify', '--data', restored])).toMatchObject({ code: 0, stderr: '' })
    const { clientSecretUpdatedAt } = await again.ok(updateIClient, {
      params: { id: early.id },
      body: { version: 1, clientSecret: 'only-in-this-test-too' },
    })
    expect(clientSecretUpdatedAt).not.toBeNull()
    expect(patchbay.stderr.join('\n')).not.toContain('damaged')
  })

  it('of a Patchbay that is stopped is all of it', slow, async () => {
    const data = join(dir, 'data')
    const api = await start(data)
    let left = 20
    await writeOn(api, 0, () => left-- === 0)
    patchbay.kill('SIGTERM')
    await patchbay.exited
    expect((await runCommand('backup', [file, '--data', data])).code).toBe(0)
    const restored = join(dir, 'restored')
    expect((await runCommand('restore', [file], { PATCHBAY_DATA_DIR: restored })).code).toBe(0)
    const [before, after] = [await filesOf(data), await filesOf(restored)]
    const [said, saidThere] = [linesOf(before), linesOf(after)]
    expect(after).toEqual(before)
    // Each log has a line of its own more.
    expect(saidThere.slice(0, -1)).toEqual(said.slice(0, -1))
    expect(said.at(-1)).toContain('"data.backed_up"')
    expect(saidThere.at(-1)).toContain('"data.restored"')
  })

  it('that is killed in its midst is in the log, too', slow, async () => {
    const data = join(dir, 'data')
    const api = await start(data)
    const asked = await askControl(data, 'snapshot', { operator: 'backup-user', file: 'x.tar.gz' })
    await asked?.lines.next()
    asked?.end()
    const lines = () => api.ok(listEvents, { query: { action: 'data.' } })
    const line = { action: 'data.backed_up', code: 'interrupted', actorName: 'backup-user' }
    await expect.poll(lines).toMatchObject({ items: [line] })
    expect(await readdir(data)).not.toContainEqual(expect.stringMatching(/^\.snapshot/))
  })

  it('that cannot be made says why', slow, async () => {
    await start(join(dir, 'data'))
    expect(await runCommand('backup', [])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Usage: '),
    })
    expect(await runCommand('backup', [file, '--data', join(dir, 'none')])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^There is no data folder .*--data/),
    })
  })
})
