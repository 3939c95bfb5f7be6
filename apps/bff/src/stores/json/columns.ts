import { fold } from './fold.ts'

/** Whether a row is one that is asked for. */
export type Matches = (row: number) => boolean

const firstCapacity = 1_024

/** A list of numbers that only grows, without an object each. */
export class Column {
  #values: Uint32Array | Float64Array
  #length = 0

  /** `wide`: beyond 32 bits. */
  constructor(width: 'narrow' | 'wide' = 'narrow') {
    this.#values = width === 'wide' ? new Float64Array(firstCapacity) : new Uint32Array(firstCapacity)
  }

  push(value: number): void {
    if (this.#length === this.#values.length) this.#grow()
    this.#values[this.#length++] = value
  }

  at(index: number): number {
    return this.#values[index] ?? 0
  }

  get length(): number {
    return this.#length
  }

  #grow(): void {
    const grown =
      this.#values instanceof Float64Array
        ? new Float64Array(this.#length * 2)
        : new Uint32Array(this.#length * 2)
    grown.set(this.#values)
    this.#values = grown
  }
}

/** A column of texts of which many are the same: each is kept once. */
export class TextColumn {
  readonly #numbers = new Column()
  readonly #known = new Map<string | null, number>()
  readonly #texts: (string | null)[] = []
  /** As words are searched for; made by the first search. */
  readonly #folded: string[] = []

  push(text: string | null): void {
    let number = this.#known.get(text)
    if (number === undefined) {
      number = this.#texts.length
      this.#known.set(text, number)
      this.#texts.push(text)
    }
    this.#numbers.push(number)
  }

  /** null: no row has it. */
  equal(text: string): Matches | null {
    const wanted = this.#known.get(text)
    return wanted === undefined ? null : (row) => this.#numbers.at(row) === wanted
  }

  /** A text is looked at once, however many rows have it. null: none matches. */
  matching(isMatch: (text: string) => boolean): Matches | null {
    return this.#where(this.#texts.map((text) => text !== null && isMatch(text)))
  }

  /** Rows whose text has a folded word. null: none does. */
  including(word: string): Matches | null {
    for (let at = this.#folded.length; at < this.#texts.length; at++)
      this.#folded.push(fold(this.#texts[at] ?? ''))
    return this.#where(this.#folded.map((text) => text.includes(word)))
  }

  #where(found: readonly boolean[]): Matches | null {
    if (!found.includes(true)) return null
    const flags = Uint8Array.from(found, Number)
    return (row) => flags[this.#numbers.at(row)] === 1
  }
}
