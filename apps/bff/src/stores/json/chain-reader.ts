import type { Hash } from 'node:crypto'
import { type ChainLink, type ChainPoint, hashed, isSound, readLink } from './audit-chain.ts'
import { parseEvent } from './audit-scan.ts'

/** What is wrong first. */
export interface Break {
  readonly line: number | null
  readonly reason: string
}

export interface ChainReading {
  /** Events of the chain, the times of the first and the last of them, and where it ends. */
  readonly events: number
  readonly from: string | null
  readonly to: string | null
  readonly last: ChainPoint | null
  /** Events that an older version wrote before there was a chain. */
  readonly older: number
  /** How often Patchbay found at its start that somebody had been at the log. */
  readonly alarms: number
  /** Places where a crash tore a line, which the next line knows of. */
  readonly torn: number
}

/** `export`: torn lines, and what an older version wrote, may not be in it; `filtered`: nor may other events. */
export type ReadMode = 'log' | 'export' | 'filtered'

interface ReaderOptions {
  readonly mode: ReadMode
  /** What the signed head says of one of the lines. */
  readonly expected: ChainPoint | null
}

const alarm = '"action":"activity.log_damaged"'

/** Follows the chain line by line, up to the first that is wrong. */
export class ChainReader {
  readonly #options: ReaderOptions
  #line = 0
  #events = 0
  #older = 0
  #torn = 0
  #alarms = 0
  #first: string | null = null
  #latest: string | null = null
  #last: ChainPoint | null = null
  /** Over what stands behind the last line of the chain and is none of it. */
  #loose: Hash | null = null
  #suspect: Break | null = null
  broken: Break | null = null

  constructor(options: ReaderOptions) {
    this.#options = options
  }

  line(line: Buffer): void {
    if (this.broken !== null) return
    this.#line++
    const link = readLink(line)
    if (link !== null && isSound(line, link)) this.#linked(line, link)
    else this.#unlinked(line, link)
  }

  /** After the last line. */
  end(): ChainReading {
    // A line that looks like one of the chain, or comes after it, should have been vouched for by a next one.
    this.broken ??= this.#suspect
    return {
      events: this.#events,
      from: timeOf(this.#first),
      to: timeOf(this.#latest),
      last: this.#last,
      older: this.#older,
      torn: this.#torn,
      alarms: this.#alarms,
    }
  }

  #linked(line: Buffer, link: ChainLink): void {
    this.broken = this.#faultOf(link)
    if (this.broken !== null) return
    const { expected } = this.#options
    if (expected?.sequence === link.sequence && expected.hash !== link.hash) {
      const reason =
        'The log up to here was written anew: the signed head knows another event with this number.'
      this.broken = { line: this.#line, reason }
      return
    }
    if (this.#last !== null && this.#loose !== null) this.#torn++
    this.#loose = null
    this.#suspect = null
    this.#last = link
    this.#events++
    if (line.includes(alarm)) this.#alarms++
    const text = line.toString()
    this.#first ??= text
    this.#latest = text
  }

  #faultOf(link: ChainLink): Break | null {
    if (this.#last === null) return this.#faultOfFirst(link)
    const { sequence, hash } = this.#last
    const isNext = link.sequence === sequence + 1
    if (this.#isVouchedFor(link)) {
      if (isNext && link.previous === hash) return null
      if (this.#options.mode === 'filtered' && link.sequence > sequence + 1) return null
    }
    if (this.#suspect !== null) return this.#suspect
    if (isNext && link.previous === hash)
      return this.#at('What a crash left before it was changed or removed.')
    if (isNext) return { line: this.#line - 1, reason: 'It was changed: the next one holds on to another.' }
    return this.#at(misplaced(link, sequence))
  }

  /** Whether what stands between is what the line knows of. */
  #isVouchedFor({ torn }: ChainLink): boolean {
    if (this.#options.mode !== 'log' && this.#loose === null) return true
    return torn === (this.#loose?.copy().digest('hex') ?? null)
  }

  #faultOfFirst(link: ChainLink): Break | null {
    const { mode } = this.#options
    if (mode === 'filtered' || this.#suspect !== null) return this.#suspect
    if (link.sequence > 1) return this.#at(removed(link.sequence - 1))
    if (mode === 'export') return null
    const before = hashed(this.#loose?.copy() ?? null).digest('hex')
    return link.previous === before
      ? null
      : this.#at('What stands before it was changed, removed or inserted.')
  }

  #unlinked(line: Buffer, link: ChainLink | null): void {
    this.#loose = hashed(this.#loose, line, '\n')
    if (link !== null) this.#suspect ??= this.#at('It was changed after it was written.')
    else if (this.#last !== null)
      this.#suspect ??= this.#at('It was changed or inserted: it is not an event of the log.')
    else if (parseEvent(line.toString()) !== null) this.#older++
  }

  #at(reason: string): Break {
    return { line: this.#line, reason }
  }
}

function misplaced({ sequence }: ChainLink, last: number): string {
  if (sequence <= last)
    return `It was moved or inserted: it is event ${sequence}, and event ${last} stands before it.`
  return removed(sequence - last - 1)
}

const removed = (count: number): string =>
  count === 1 ? '1 event before it was removed or moved.' : `${count} events before it were removed or moved.`

const timeOf = (line: string | null): string | null => (line === null ? null : (parseEvent(line)?.at ?? null))
