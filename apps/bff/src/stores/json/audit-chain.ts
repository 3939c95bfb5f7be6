import { createHash, type Hash, hash } from 'node:crypto'
import type { AuditEvent } from '../store.ts'

/** A line of the chain: its number, and the hash that the next line holds on to. */
export interface ChainPoint {
  readonly sequence: number
  readonly hash: string
}

/** What a line says of its place in the chain. */
export interface ChainLink extends ChainPoint {
  readonly previous: string
  /** Hash of what stands between the line before and this one, which no line of the chain is: torn by a crash. */
  readonly torn: string | null
}

/** Where the chain ends. */
export interface ChainEnd {
  /** null: there is no line of it yet. */
  readonly point: ChainPoint | null
  /** Over what stands behind that line, where there is something. */
  readonly loose: Hash | null
}

/** Always the last members of a line, in this order. */
const link =
  /,"sequence":([1-9]\d{0,15}),"previous":"([0-9a-f]{64})"(?:,"torn":"([0-9a-f]{64})")?,"hash":"([0-9a-f]{64})"\}$/
const longestLink = 330
const hashMember = ',"hash":"'.length + 64 + '"}'.length

/** What a line says of its place, be it true or not; null: it says nothing, as lines of older versions do. */
export function readLink(line: Buffer): ChainLink | null {
  const found = link.exec(line.toString('latin1', Math.max(0, line.length - longestLink)))
  if (found === null) return null
  const [, sequence = '', previous = '', torn = null, own = ''] = found
  return { sequence: Number(sequence), previous, torn, hash: own }
}

/** Whether a line still is what was written: its hash is over all of it that stands before, the previous hash too. */
export function isSound(line: Buffer, { hash: own }: ChainLink): boolean {
  return hash('sha256', line.subarray(0, line.length - hashMember)) === own
}

function linked(event: AuditEvent, previous: ChainPoint, torn: string | null) {
  const sequence = previous.sequence + 1
  const between = torn === null ? {} : { torn }
  const open = JSON.stringify({ ...event, sequence, previous: previous.hash, ...between }).slice(0, -1)
  const own = hash('sha256', open)
  return { line: Buffer.from(`${open},"hash":"${own}"}\n`), point: { sequence, hash: own } }
}

/** What is written for events that come next, and where the chain ends then. `start` ends a torn line. */
export function extendChain(
  { point, loose }: ChainEnd,
  events: readonly AuditEvent[],
  start: string,
): { lines: Buffer[]; end: ChainEnd } {
  const between = loose?.copy().update(start).digest('hex') ?? null
  // The first line holds on to all that stands before it, which older versions wrote.
  let last = point ?? { sequence: 0, hash: between ?? hash('sha256', '') }
  let torn = point === null ? null : between
  const lines = events.map((event) => {
    const next = linked(event, last, torn)
    last = next.point
    torn = null
    return next.line
  })
  return { lines, end: { point: last, loose: null } }
}

/** The same for events that are not to be of the chain, as an older version wrote them. */
export function addLoose(
  { point, loose }: ChainEnd,
  events: readonly AuditEvent[],
  start: string,
): { lines: Buffer[]; end: ChainEnd } {
  const lines = events.map((event) => Buffer.from(`${JSON.stringify(event)}\n`))
  return { lines, end: { point, loose: hashed(loose, start, ...lines) } }
}

/** The hash over bytes, begun where there is none yet. */
export function hashed(running: Hash | null, ...bytes: (Buffer | string)[]): Hash {
  const sum = running ?? createHash('sha256')
  for (const each of bytes) sum.update(each)
  return sum
}
