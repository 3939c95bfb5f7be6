import { type FileHandle, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type AuditEvent, type AuditLog, type AuditQuery, type Page, StoreError } from '../store.ts'
import { AuditIndex, type AuditLine } from './audit-index.ts'
import { scanAudit } from './audit-scan.ts'
import type { Gate } from './gate.ts'
import { createGroupCommit } from './group-commit.ts'
import { syncFolder } from './record-folder.ts'
import { storageError } from './storage-error.ts'

interface Waiting {
  readonly event: AuditEvent
  readonly line: Buffer
}

/** Events as JSON lines in one file that only grows. Those that come together are written and synced together. */
export class AuditFile implements AuditLog {
  readonly #handle: FileHandle
  readonly #gate: Gate
  readonly #sizeAtOpen: number
  #size: number
  /** The last line may be half a one, after a crash or a full disk: then the next begins a new line. */
  #isTorn: boolean
  #waiting: Waiting[] = []
  /** Made by the first list; until then what is written is kept here, to be joined to what was there before. */
  #index: AuditIndex | null = null
  #indexing: Promise<AuditIndex> | null = null
  #written: AuditLine[] = []
  readonly #flush = createGroupCommit(() => this.#writeWaiting())

  private constructor(handle: FileHandle, gate: Gate, file: { size: number; isTorn: boolean }) {
    this.#handle = handle
    this.#gate = gate
    this.#sizeAtOpen = file.size
    this.#size = file.size
    this.#isTorn = file.isTorn
  }

  /** @throws StoreError `storage_unavailable` */
  static async open(path: string, gate: Gate): Promise<AuditFile> {
    try {
      const handle = await open(path, 'a+', 0o600)
      const { size } = await handle.stat()
      if (size === 0) await syncFolder(dirname(path))
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(1), 0, 1, Math.max(0, size - 1))
      return new AuditFile(handle, gate, { size, isTorn: bytesRead === 1 && buffer[0] !== 0x0a })
    } catch (cause) {
      throw storageError(cause, `the audit log ${path} could not be opened`)
    }
  }

  append(event: AuditEvent): Promise<void> {
    return this.#gate.run(() => {
      this.#waiting.push({ event, line: Buffer.from(`${JSON.stringify(event)}\n`) })
      return this.#flush()
    })
  }

  async list({ targetId, after, limit }: AuditQuery): Promise<Page<AuditEvent>> {
    this.#gate.check()
    const from = after === undefined ? Number.POSITIVE_INFINITY : decodeNumber(after)
    const index = this.#index ?? (await this.#buildIndex())
    const numbers = index.before(from, { targetId, limit: limit + 1 })
    const items = await Promise.all(numbers.slice(0, limit).map((number) => this.#read(index, number)))
    const last = numbers[limit - 1]
    const next = numbers.length > limit && last !== undefined ? last.toString(36) : null
    return { items, next, total: index.total(targetId) }
  }

  close(): Promise<void> {
    return this.#handle.close()
  }

  async #writeWaiting(): Promise<void> {
    const batch = this.#waiting
    this.#waiting = []
    const start = this.#isTorn ? [Buffer.from('\n')] : []
    const bytes = Buffer.concat([...start, ...batch.map(({ line }) => line)])
    try {
      await this.#handle.appendFile(bytes)
      await this.#handle.datasync()
    } catch (cause) {
      await this.#undo()
      throw storageError(cause, 'the audit log could not be written')
    }
    let offset = this.#size + start.length
    for (const { event, line } of batch) {
      const written = { offset, length: line.length, targetId: event.target?.id }
      if (this.#index === null) this.#written.push(written)
      else this.#index.add(written)
      offset += line.length
    }
    this.#size = offset
    this.#isTorn = false
  }

  /** Cuts off what a failed write left, or else remembers that something may be there. */
  async #undo(): Promise<void> {
    try {
      await this.#handle.truncate(this.#size)
    } catch {
      this.#isTorn = true
      this.#size = await this.#handle.stat().then(
        ({ size }) => size,
        () => this.#size,
      )
    }
  }

  #buildIndex(): Promise<AuditIndex> {
    this.#indexing ??= this.#readAll().catch((cause: unknown) => {
      this.#indexing = null
      throw storageError(cause, 'the audit log could not be read')
    })
    return this.#indexing
  }

  async #readAll(): Promise<AuditIndex> {
    const index = new AuditIndex()
    await scanAudit(this.#handle, this.#sizeAtOpen, (line) => index.add(line))
    for (const line of this.#written.splice(0)) index.add(line)
    this.#index = index
    return index
  }

  async #read(index: AuditIndex, number: number): Promise<AuditEvent> {
    const { offset, length } = index.line(number)
    const { buffer } = await this.#handle.read(Buffer.alloc(length), 0, length, offset)
    return Object.freeze(JSON.parse(buffer.toString()) as AuditEvent)
  }
}

function decodeNumber(cursor: string): number {
  const number = /^[0-9a-z]{1,10}$/.test(cursor) ? Number.parseInt(cursor, 36) : Number.NaN
  if (Number.isNaN(number)) throw new StoreError('invalid_cursor', 'The cursor is not one of this list.')
  return number
}
