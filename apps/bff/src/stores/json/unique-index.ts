import { type StoredRecord, StoreError } from '../store.ts'
import { fold } from './fold.ts'
import { plainText } from './plain-text.ts'

/** Which record has which unique value, including those that a write under way is about to take. */
export class UniqueIndex<R extends StoredRecord> {
  readonly #members: readonly (keyof R & string)[]
  readonly #taken = new Map<string, string>()
  readonly #reserved = new Map<string, string>()

  constructor(members: readonly (keyof R & string)[]) {
    this.#members = members
  }

  /**
   * Holds the values of a record that is about to be written. Give them back with `release`, whatever came of it.
   *
   * @throws StoreError `name_taken`
   */
  reserve(record: R): void {
    for (const member of this.#members) {
      const key = this.#key(record, member)
      const owner = key === null ? undefined : (this.#taken.get(key) ?? this.#reserved.get(key))
      if (owner !== undefined && owner !== record.id) {
        throw new StoreError('name_taken', `The ${member} is taken by ${owner}.`, { member })
      }
    }
    for (const key of this.#keys(record)) this.#reserved.set(key, record.id)
  }

  release(record: R): void {
    for (const key of this.#keys(record)) this.#reserved.delete(key)
  }

  replace(before: R | null, after: R | null): void {
    for (const key of before === null ? [] : this.#keys(before)) {
      if (this.#taken.get(key) === before?.id) this.#taken.delete(key)
    }
    for (const key of after === null ? [] : this.#keys(after)) {
      // Two files with one name can only come from a hand: the first keeps it, both stay usable.
      if (after !== null && !this.#taken.has(key)) this.#taken.set(key, after.id)
    }
  }

  #keys(record: R): string[] {
    return this.#members.map((member) => this.#key(record, member)).filter((key) => key !== null)
  }

  /** null and missing values are nobody's. */
  #key(record: R, member: keyof R & string): string | null {
    const value = plainText(record[member])
    return value === null ? null : `${member}\n${fold(value)}`
  }
}
