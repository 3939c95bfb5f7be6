import { spawn } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { type CrashRecord, crashRecords, crashSigner, type Report } from './crash.fixture.ts'
import { verifyAudit } from './audit-verify.ts'
import { openJsonStore } from './json-store.ts'

const lanes = 2
const killsALane = 100
const log = { warn: () => {}, error: () => {} }
const fixture = join(import.meta.dirname, 'crash.fixture.ts')

type State = Report['becomes']

/** What the writers were told is stored, and what may be stored since a write of it was under way. */
class Expectation {
  readonly acknowledged = new Map<string, State>()
  readonly underWay = new Map<string, State>()
  readonly audited = new Set<string>()
  writes = 0

  follow(lines: readonly string[]): void {
    for (const line of lines) {
      const { kind, id, becomes } = JSON.parse(line) as Report
      if (kind === 'audited') this.audited.add(id)
      if (kind === 'begun') this.underWay.set(id, becomes)
      if (kind !== 'done') continue
      this.acknowledged.set(id, becomes)
      this.underWay.delete(id)
      this.writes++
    }
  }

  /** Either the acknowledged state, or that of the write which the kill interrupted. */
  check(id: string, found: State): void {
    const possible = [this.acknowledged.get(id) ?? null]
    if (this.underWay.has(id)) possible.push(this.underWay.get(id) ?? null)
    expect(possible).toContainEqual(found)
    this.acknowledged.set(id, found)
    this.underWay.delete(id)
  }
}

it(`loses no acknowledged write in ${lanes * killsALane} kills`, { timeout: 180_000 }, async () => {
  const outcomes = await Promise.all(Array.from({ length: lanes }, killAgainAndAgain))
  // Else it was not the writes that were interrupted.
  for (const { writes, interrupted } of outcomes) {
    expect(writes).toBeGreaterThan(killsALane)
    expect(interrupted).toBeGreaterThan(killsALane)
  }
})

async function killAgainAndAgain(): Promise<{ writes: number; interrupted: number }> {
  const dir = await mkdtemp(join(tmpdir(), 'patchbay-crash-'))
  const expectation = new Expectation()
  let interrupted = 0
  for (let kill = 0; kill < killsALane; kill++) {
    expectation.follow(await writeAndKill(dir))
    interrupted += expectation.underWay.size
    await verify(dir, expectation)
  }
  await rm(dir, { recursive: true })
  return { writes: expectation.writes, interrupted }
}

/** What the process reported up to its end, in whole lines. */
async function writeAndKill(dir: string): Promise<string[]> {
  // Most of a short process is the compiling of its modules.
  const env = { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'patchbay-crash-cache') }
  const child = spawn(process.execPath, [fixture, dir], { stdio: ['ignore', 'pipe', 'inherit'], env })
  let output = ''
  // By what was written and not by the clock: a busy machine is slow, and its writes are interrupted all the same.
  const wanted = 1 + Math.floor(Math.random() * 8)
  const hasWritten = new Promise<void>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text
      if (output.split('"kind":"done"').length > wanted) resolve()
    })
  })
  const isClosed = new Promise((resolve) => child.on('close', resolve))
  await Promise.race([hasWritten, isClosed])
  await sleep(Math.random() * 5)
  child.kill('SIGKILL')
  await isClosed
  const [first, ...lines] = output.slice(0, output.lastIndexOf('\n')).split('\n')
  expect(first).toBe('ready')
  return lines
}

async function verify(dir: string, expectation: Expectation): Promise<void> {
  const store = await openJsonStore({ dir, log })
  expect(store.damaged()).toEqual([])
  expect(await store.audit.signHead(crashSigner)).toBe('sound')
  const records = store.collection<CrashRecord>(crashRecords)
  const { items } = await records.list({ sort: { by: 'name', direction: 'asc' }, limit: 100 })
  const found = new Map(items.map(({ id, version, value }) => [id, { version, value }]))
  const ids = new Set([...found.keys(), ...expectation.acknowledged.keys(), ...expectation.underWay.keys()])
  for (const id of ids) expectation.check(id, found.get(id) ?? null)
  const files = await readdir(join(dir, 'crash-records')).catch(() => [] as string[])
  expect(new Set(files)).toEqual(new Set([...found.keys()].map((id) => `${id}.json`)))
  const events = await store.audit.list({ limit: Number.MAX_SAFE_INTEGER })
  const listed = new Set(events.items.map(({ id }) => id))
  expect([...expectation.audited].filter((id) => !listed.has(id))).toEqual([])
  await store.close()
  const audit = await verifyAudit(join(dir, 'audit.jsonl'), { mode: 'log', signer: crashSigner })
  expect(audit.broken).toBeNull()
}
