import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type StoredRecord, StoreError } from '../store.ts'
import { storageError } from './storage-error.ts'

/** Characters from which a sealed secret stays in its file until somebody asks for it. */
const large = 512

type Members = Record<string, unknown>

function isLargeSecret(member: unknown): member is { readonly sealed: string } {
  if (typeof member !== 'object' || member === null) return false
  const { sealed } = member as Members
  return typeof sealed === 'string' && sealed.length >= large && Object.keys(member).length === 1
}

/**
 * Of the records of one folder, what makes most of their size and is seldom needed: the secrets of connections that
 * nobody uses. With 100,000 connections this is 270 MB less. Once read, a secret is held as long as its record is.
 */
export class LargeSecrets {
  readonly #path: string
  readonly #getters = new Map<string, (this: StoredRecord) => unknown>()
  readonly #read = new WeakMap<StoredRecord, Members>()

  constructor(path: string) {
    this.#path = path
  }

  /** A record as it was parsed, with its large secrets left where they are. */
  leave(record: StoredRecord): StoredRecord {
    const given = record as StoredRecord & Members
    const names = Object.keys(given)
    if (!names.some((name) => isLargeSecret(given[name]))) return record
    const lean = {} as StoredRecord & Members
    for (const name of names) {
      // The same function for all records of the folder, so that they share one hidden class.
      if (isLargeSecret(given[name]))
        Object.defineProperty(lean, name, { get: this.#getter(name), enumerable: true })
      else lean[name] = given[name]
    }
    return lean
  }

  #getter(name: string): (this: StoredRecord) => unknown {
    const known = this.#getters.get(name)
    if (known !== undefined) return known
    const recall = (record: StoredRecord) => this.#recall(record)[name]
    const getter = function getter(this: StoredRecord) {
      return recall(this)
    }
    this.#getters.set(name, getter)
    return getter
  }

  /** The file is that of this very version: before it is replaced, a record is read in full. */
  #recall(record: StoredRecord): Members {
    const known = this.#read.get(record)
    if (known !== undefined) return known
    const secrets = Object.fromEntries(
      Object.entries(this.#file(record)).flatMap(([name, member]) =>
        isLargeSecret(member) ? [[name, Object.freeze(member)]] : [],
      ),
    )
    this.#read.set(record, secrets)
    return secrets
  }

  /** @throws StoreError `storage_unavailable` where somebody changed or removed the file */
  #file({ id, version }: StoredRecord): StoredRecord {
    let stored: StoredRecord
    try {
      stored = JSON.parse(readFileSync(join(this.#path, `${id}.json`), 'utf8')) as StoredRecord
    } catch (cause) {
      throw storageError(cause, `the secrets of record ${id} could not be read`)
    }
    if (stored.version === version) return stored
    throw new StoreError(
      'storage_unavailable',
      `The file of record ${id} is not the one that was read at the start.`,
    )
  }
}
