import type { AuditEvent, AuditFilter } from '../store.ts'
import { Column, type Matches, TextColumn } from './columns.ts'
import { fold } from './fold.ts'

/** Where an event's line is in the file, in bytes, and the event itself, of which little is kept. */
export interface AuditLine {
  readonly offset: number
  readonly length: number
  readonly event: AuditEvent
}

const none: Matches = () => false

/** Where each event is, in the order written, and what it may be found by. Holds no event. */
export class AuditIndex {
  readonly #offsets = new Column('wide')
  readonly #lengths = new Column()
  readonly #times = new Column('wide')
  readonly #texts = {
    action: new TextColumn(),
    result: new TextColumn(),
    actor: new TextColumn(),
    actorName: new TextColumn(),
    target: new TextColumn(),
    targetName: new TextColumn(),
    code: new TextColumn(),
    address: new TextColumn(),
  }

  add({ offset, length, event }: AuditLine): void {
    this.#offsets.push(offset)
    this.#lengths.push(length)
    this.#times.push(Date.parse(event.at))
    const { action, result, actor, actorName, code, address, target } = event
    const name = target?.name ?? null
    const texts = {
      action,
      result,
      actor,
      actorName,
      code,
      address,
      target: target?.id ?? null,
      targetName: name,
    }
    for (const [member, column] of Object.entries(this.#texts)) {
      column.push(texts[member as keyof typeof texts] ?? null)
    }
  }

  get count(): number {
    return this.#offsets.length
  }

  /** Numbers of the newest matching events before an event's number, newest first, and how many match in all. */
  before(number: number, filter: AuditFilter, limit: number): { numbers: number[]; total: number } {
    const matches = this.#matcher(filter)
    const end = Math.min(number, this.count)
    if (matches === null) {
      const numbers = Array.from({ length: Math.min(end, limit) }, (_, index) => end - 1 - index)
      return { numbers, total: this.count }
    }
    const numbers: number[] = []
    let total = 0
    for (let row = this.count - 1; row >= 0; row--) {
      if (!matches(row)) continue
      total++
      if (row < end && numbers.length < limit) numbers.push(row)
    }
    return { numbers, total }
  }

  /** Numbers of matching events from one on up to another, oldest first. */
  *between(from: number, to: number, filter: AuditFilter): Generator<number> {
    const matches = this.#matcher(filter)
    for (let row = from; row < to; row++) if (matches === null || matches(row)) yield row
  }

  line(number: number): { offset: number; length: number } {
    return { offset: this.#offsets.at(number), length: this.#lengths.at(number) }
  }

  /** null: all match. */
  #matcher(filter: AuditFilter): Matches | null {
    const all = [...this.#exact(filter), ...this.#span(filter), ...this.#words(filter.search ?? '')]
    const [first, ...others] = all
    if (first === undefined) return null
    return others.length === 0 ? first : (row) => all.every((matches) => matches(row))
  }

  #exact({ actions, actorId, targetId, result }: AuditFilter): Matches[] {
    const { action, actor, target, result: results } = this.#texts
    const found: Matches[] = []
    if (targetId !== undefined) found.push(target.equal(targetId) ?? none)
    if (actorId !== undefined) found.push(actor.equal(actorId) ?? none)
    if (result !== undefined) found.push(results.equal(result) ?? none)
    if (actions !== undefined) {
      const isAsked = (name: string) =>
        actions.some((each) => (each.endsWith('.') ? name.startsWith(each) : name === each))
      found.push(action.matching(isAsked) ?? none)
    }
    return found
  }

  #span({ from, to }: AuditFilter): Matches[] {
    const times = this.#times
    const found: Matches[] = []
    if (from !== undefined) {
      const start = Date.parse(from)
      found.push((row) => times.at(row) >= start)
    }
    if (to !== undefined) {
      const end = Date.parse(to)
      found.push((row) => times.at(row) < end)
    }
    return found
  }

  #words(search: string): Matches[] {
    const { result: _, ...searched } = this.#texts
    const columns = Object.values(searched)
    return fold(search)
      .split(/\s+/)
      .filter(Boolean)
      .map((word) => {
        const anywhere = columns.map((column) => column.including(word)).filter((each) => each !== null)
        return (row) => anywhere.some((matches) => matches(row))
      })
  }
}
