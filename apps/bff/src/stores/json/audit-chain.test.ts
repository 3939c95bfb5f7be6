import { createHmac } from 'node:crypto'
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AuditHeadState, HeadSigner, Store } from '../store.ts'
import { auditEvent } from '../suite/audit-event.ts'
import { verifyAudit } from './audit-verify.ts'
import { AuditFile } from './audit-file.ts'
import { Gate } from './gate.ts'
import { openJsonStore } from './json-store.ts'

const log = { warn: () => {}, error: () => {} }
const mac = (data: string) => createHmac('sha256', 'a key of the test').update(data).digest('base64url')
const signer: HeadSigner = { mac, verify: (data, given) => mac(data) === given }

let dir: string
let file: string
let head: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'patchbay-chain-'))
  file = join(dir, 'audit.jsonl')
  head = join(dir, 'audit.head.json')
})
afterEach(() => rm(dir, { recursive: true }))

/** Opens the store, appends events, and closes it again. */
async function run(...ids: string[]): Promise<AuditHeadState> {
  const store: Store = await openJsonStore({ dir, log })
  const state = await store.audit.signHead(signer)
  await Promise.all(ids.map((id) => store.audit.append(auditEvent({ id, actorName: `who did ${id}` }))))
  await store.close()
  return state
}

const verify = () => verifyAudit(file, { mode: 'log', signer })
const linesOf = async () => (await readFile(file, 'utf8')).split('\n').slice(0, -1)
const put = (lines: readonly string[]) => writeFile(file, lines.map((line) => `${line}\n`).join(''))
const five = () => run('evt_1', 'evt_2', 'evt_3', 'evt_4', 'evt_5')

async function change(edit: (lines: string[]) => string[]): Promise<void> {
  await put(edit(await linesOf()))
}

describe('the chain of the audit log', () => {
  it('is unbroken over restarts', async () => {
    expect(await run()).toBe('sound')
    expect(await five()).toBe('sound')
    expect(await run('evt_6')).toBe('sound')
    const verdict = await verify()
    expect(verdict).toMatchObject({ events: 6, older: 0, torn: 0, openBytes: 0, broken: null })
    expect(verdict.last?.sequence).toBe(6)
    expect(verdict.from).toBe(auditEvent({ id: 'evt_1' }).at)
  })

  it('holds on to what an older version wrote, whole and torn', async () => {
    const old = ['evt_a', 'evt_b'].map((id) => JSON.stringify({ id, action: 'connection.created' }))
    await writeFile(file, `${old.join('\n')}\n{ "id": "evt_c`)
    await five()
    expect(await verify()).toMatchObject({ events: 5, older: 2, broken: null })
    await change((lines) => lines.with(0, (lines[0] ?? '').replace('evt_a', 'evt_z')))
    expect((await verify()).broken).toEqual({
      line: 4,
      reason: 'What stands before it was changed, removed or inserted.',
    })
  })

  it('names a line that a crash tore, and goes on', async () => {
    await five()
    await appendFile(file, '{ "id": "evt_torn", "at": "20')
    expect(await verify()).toMatchObject({ events: 5, torn: 0, openBytes: 29, broken: null })
    await run('evt_6')
    expect(await verify()).toMatchObject({ events: 6, torn: 1, openBytes: 0, broken: null })
    await change((lines) => lines.toSpliced(5, 1))
    expect((await verify()).broken).toMatchObject({ line: 6 })
  })

  it.each<[string, (lines: string[]) => string[], number, RegExp]>([
    ['changed', (lines) => lines.with(2, (lines[2] ?? '').replace('did evt_3', 'did evt_X')), 3, /changed/],
    ['changed, the last', (lines) => lines.with(4, (lines[4] ?? '').replace('did', 'dad')), 5, /changed/],
    ['made unreadable', (lines) => lines.with(1, 'nothing'), 2, /changed or inserted/],
    ['removed', (lines) => lines.toSpliced(1, 2), 2, /2 events before it were removed or moved/],
    ['removed at the start', (lines) => lines.slice(1), 1, /1 event before it was removed/],
    [
      'inserted',
      (lines) => lines.toSpliced(3, 0, JSON.stringify(auditEvent({ id: 'evt_new' }))),
      4,
      /inserted/,
    ],
    [
      'inserted again',
      (lines) => lines.toSpliced(3, 0, lines[0] ?? ''),
      4,
      /moved or inserted: it is event 1/,
    ],
    ['moved', (lines) => lines.with(1, lines[2] ?? '').with(2, lines[1] ?? ''), 2, /removed or moved/],
  ])('names the first line that was %s', async (_what, edit, line, reason) => {
    await five()
    await change(edit)
    expect((await verify()).broken).toEqual({ line, reason: expect.stringMatching(reason) })
  })

  it('misses lines that are cut off at the end, for ever', async () => {
    await five()
    await change((lines) => lines.slice(0, 3))
    expect((await verify()).broken).toEqual({ line: null, reason: 'The last 2 events were cut off.' })
    expect(await run('evt_6')).toBe('cut_off')
    expect((await verify()).broken).toMatchObject({
      line: 4,
      reason: expect.stringMatching(/2 events before/),
    })
  })

  it('knows another log with the same numbers, and a head that is gone or forged', async () => {
    await five()
    const kept = await readFile(head)
    await rm(file)
    await rm(head)
    await run('evt_x1', 'evt_x2', 'evt_x3', 'evt_x4', 'evt_x5')
    const other = await readFile(head)
    await writeFile(head, kept)
    expect((await verify()).broken).toMatchObject({ line: 5, reason: expect.stringMatching(/written anew/) })

    await writeFile(head, other.toString().replace('"sequence":5', '"sequence":4'))
    expect((await verify()).broken).toMatchObject({
      line: null,
      reason: expect.stringMatching(/was changed/),
    })
    expect(await run()).toBe('forged')
    await rm(head)
    expect((await verify()).broken).toMatchObject({ line: null, reason: expect.stringMatching(/missing/) })
    expect(await run()).toBe('missing')
  })

  it('notices at its start that all of it was written anew, for ever', async () => {
    await run('evt_1', 'evt_2', 'evt_3')
    const third = await readFile(head)
    await run('evt_4')
    const fourth = await readFile(head)
    await rm(file)
    await rm(head)
    await run('evt_x1', 'evt_x2', 'evt_x3', 'evt_x4')
    const forged = await readFile(file)
    // The head may lag behind a little.
    for (const kept of [third, fourth]) {
      await writeFile(file, forged)
      await writeFile(head, kept)
      expect(await run('evt_5')).toBe('rewritten')
      expect((await verify()).broken).not.toBeNull()
      expect(await run('evt_6')).toBe('sound')
      expect((await verify()).broken).not.toBeNull()
    }
  })

  it('notices that it is gone altogether, where there are records', async () => {
    await five()
    const definition = { name: 'gadgets', unique: [], searchable: [], filterable: [], sortable: [] }
    const store = await openJsonStore({ dir, log })
    await store.collection(definition).insert({ id: 'gad_1' })
    await store.close()
    await rm(file)
    await rm(head)
    expect(await run('evt_6')).toBe('missing')
    expect(await run()).toBe('sound')
  })

  it('begins with the first start where a command was first', async () => {
    const command = await AuditFile.open(file, { gate: new Gate(), log, isUnsigned: true })
    await command.append(auditEvent({ id: 'evt_1' }))
    await command.append(auditEvent({ id: 'evt_2' }))
    await command.close()
    expect(await run('evt_3')).toBe('sound')
    expect(await verify()).toMatchObject({ older: 2, events: 1, broken: null })
  })

  it('notices damage once, also where it was killed before it could sign what came after', async () => {
    await five()
    const fifth = await readFile(head)
    await change((lines) => lines.slice(0, 3))
    expect(await run('evt_6')).toBe('cut_off')
    await writeFile(head, fifth)
    expect(await run('evt_7')).toBe('sound')
    expect((await verify()).broken).toMatchObject({ line: 4 })
  })

  it('checks an export without its head, whole or filtered', async () => {
    await five()
    const verifyAs = (mode: 'export' | 'filtered') => verifyAudit(file, { mode, signer: null })
    expect(await verifyAs('export')).toMatchObject({ events: 5, broken: null })
    await change((lines) => lines.toSpliced(1, 2))
    expect((await verifyAs('export')).broken).toMatchObject({ line: 2 })
    expect((await verifyAs('filtered')).broken).toBeNull()
    await change((lines) => lines.with(1, (lines[1] ?? '').replace('did', 'dad')))
    expect((await verifyAs('filtered')).broken).toMatchObject({ line: 2 })
  })
})
