import type { Logger } from 'pino'
import type { StoredRecord } from '../stores/store.ts'

/** A write that is durable. `before` is null where the record is new, `after` where it is gone. */
export interface RecordChange<R extends StoredRecord> {
  readonly id: string
  readonly before: R | null
  readonly after: R | null
}

/** Called within the write: it does no more than take note. */
export type ChangeListener<R extends StoredRecord> = (change: RecordChange<R>) => void

/** Tells whoever listens of each write of one kind of record. */
export class ChangeFeed<R extends StoredRecord> {
  readonly #listeners = new Set<ChangeListener<R>>()
  readonly #log: Pick<Logger, 'error'>

  constructor(log: Pick<Logger, 'error'>) {
    this.#log = log
  }

  get isHeard(): boolean {
    return this.#listeners.size > 0
  }

  /** @returns ends it */
  listen(listener: ChangeListener<R>): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** What a listener throws is its own affair: the write is done. */
  tell(change: RecordChange<R>): void {
    for (const listener of this.#listeners) {
      try {
        listener(change)
      } catch (error) {
        this.#log.error({ err: error, record: change.id }, 'a change was not taken note of')
      }
    }
  }
}
