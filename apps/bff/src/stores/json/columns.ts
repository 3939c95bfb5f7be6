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

  push(text: string | null): void {
    let number = this.#known.get(text)
    if (number === undefined) {
      number = this.#texts.length
      this.#known.set(text, number)
      this.#texts.push(text)
    }
    this.#numbers.push(number)
  }

  /** A text is looked at once, however many rows have it. */
  matching(isMatch: (text: string) => boolean): (row: number) => boolean {
    const flags = Uint8Array.from(this.#texts, (text) => (text !== null && isMatch(text) ? 1 : 0))
    return flags.includes(1) ? (row) => flags[this.#numbers.at(row)] === 1 : () => false
  }
}
