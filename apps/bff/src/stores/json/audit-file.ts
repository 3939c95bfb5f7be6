import { type FileHandle, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import {
  type AuditEvent,
  type AuditFilter,
  type AuditHeadState,
  type AuditLog,
  type AuditQuery,
  type HeadSigner,
  type Page,
  StoreError,
} from '../store.ts'
import { addLoose, type ChainEnd, type ChainPoint, extendChain } from './audit-chain.ts'
import { holdsPoint, readChainEnd } from './audit-chain-end.ts'
import { AuditHead, type FoundHead } from './audit-head.ts'
import { AuditIndex, type AuditLine } from './audit-index.ts'
import { auditPieces } from './audit-pieces.ts'
import { parseEvent, scanAudit } from './audit-scan.ts'
import type { Gate } from './gate.ts'
import { createGroupCommit } from './group-commit.ts'
import type { StoreLog } from './load-all.ts'
import { syncFolder } from './record-folder.ts'
import { storageError } from './storage-error.ts'

const newline = 0x0a

/** How the file ends. The last line may be half a one, after a crash or a full disk: then the next begins a new line. */
interface FileEnd {
  readonly size: number
  readonly isTorn: boolean
  readonly chain: ChainEnd
}

export interface AuditFileOptions {
  readonly gate: Gate
  readonly log: StoreLog
  /** Nobody will sign the head: where there is no chain yet, none is begun, as if an older version wrote the lines. */
  readonly isUnsigned?: boolean
  /** There are records already, so that a log that is not there was taken away. */
  readonly hasRecords?: boolean
}

interface AuditFileParts extends AuditFileOptions {
  readonly path: string
  readonly handle: FileHandle
  readonly end: FileEnd
}

/** The head is a file beside the log. */
export const headFileOf = (auditFile: string): string => auditFile.replace(/\.jsonl$/, '.head.json')

/** Events as JSON lines in one file that only grows. Those that come together are written and synced together. */
export class AuditFile implements AuditLog {
  readonly #parts: AuditFileParts
  #end: FileEnd
  /** A write failed and could not be undone, so that what stands at the end is to be read. */
  #isUnsure = false
  #head: AuditHead | null = null
  readonly #listeners: (() => void)[] = []
  #waiting: AuditEvent[] = []
  /** Made by the first list; until then what is written is kept here, to be joined to what was there before. */
  #index: AuditIndex | null = null
  #indexing: Promise<AuditIndex> | null = null
  #written: AuditLine[] = []
  readonly #flush = createGroupCommit(() => this.#writeWaiting())

  private constructor(parts: AuditFileParts) {
    this.#parts = parts
    this.#end = parts.end
  }

  /** @throws StoreError `storage_unavailable` */
  static async open(path: string, options: AuditFileOptions): Promise<AuditFile> {
    try {
      const handle = await open(path, 'a+', 0o600)
      const end = await readEnd(handle)
      if (end.size === 0) await syncFolder(dirname(path))
      return new AuditFile({ ...options, path, handle, end })
    } catch (cause) {
      throw storageError(cause, `the audit log ${path} could not be opened`)
    }
  }

  append(event: AuditEvent): Promise<void> {
    return this.#parts.gate.run(() => {
      this.#waiting.push(event)
      return this.#flush()
    })
  }

  async list({ after, limit, ...filter }: AuditQuery): Promise<Page<AuditEvent>> {
    this.#parts.gate.check()
    const from = after === undefined ? Number.POSITIVE_INFINITY : decodeNumber(after)
    const index = await this.#indexed()
    const { numbers, total } = index.before(from, filter, limit + 1)
    const items = await Promise.all(numbers.slice(0, limit).map((number) => this.#read(index, number)))
    const last = numbers[limit - 1]
    const next = numbers.length > limit && last !== undefined ? last.toString(36) : null
    return { items, next, total }
  }

  async *lines(filter: AuditFilter): AsyncGenerator<Buffer> {
    this.#parts.gate.check()
    yield* auditPieces(this.#parts.handle, await this.#indexed(), filter)
  }

  listen(listener: () => void): void {
    this.#listeners.push(listener)
  }

  async signHead(signer: HeadSigner): Promise<AuditHeadState> {
    const { path, log } = this.#parts
    const onError = (err: unknown) => log.error({ err }, 'the head of the audit log could not be written')
    const head = new AuditHead(headFileOf(path), signer, onError)
    const found = await head.read()
    const { point, loose } = this.#end.chain
    this.#head = head
    if (found.kind === 'sound' && !(await this.#goesThrough(found.point))) {
      // The next line holds on to the one that is gone, so that this shows for ever.
      this.#end = { ...this.#end, chain: { point: found.point, loose } }
      return found.point.sequence > (point?.sequence ?? 0) ? 'cut_off' : 'rewritten'
    }
    head.set(point ?? { sequence: 0, hash: '' })
    // Before the first event, so that one that is missing later was taken away.
    if (found.kind !== 'sound') await head.settle()
    return this.#isNew(found) ? 'sound' : found.kind
  }

  /** Whether there was no chain before: at the first start of all, or after an older version. */
  #isNew({ kind }: FoundHead): boolean {
    const { chain, size } = this.#end
    if (kind !== 'missing' || chain.point !== null) return false
    return size > 0 || this.#parts.hasRecords !== true
  }

  /** A head of before the first event is one of every log. */
  async #goesThrough(head: ChainPoint): Promise<boolean> {
    if (head.sequence === 0 || head.hash === this.#end.chain.point?.hash) return true
    return holdsPoint(this.#parts.handle, this.#end.size, head)
  }

  async close(): Promise<void> {
    await this.#head?.settle()
    await this.#parts.handle.close()
  }

  async #writeWaiting(): Promise<void> {
    const batch = this.#waiting
    this.#waiting = []
    await this.#makeSure()
    const start = this.#end.isTorn ? '\n' : ''
    const isPlain = this.#parts.isUnsigned === true && this.#end.chain.point === null
    const extend = isPlain ? addLoose : extendChain
    const { lines, end: chain } = extend(this.#end.chain, batch, start)
    try {
      await this.#parts.handle.appendFile(Buffer.concat([Buffer.from(start), ...lines]))
      await this.#parts.handle.datasync()
    } catch (cause) {
      await this.#undo()
      throw storageError(cause, 'the audit log could not be written')
    }
    let offset = this.#end.size + start.length
    for (const [at, event] of batch.entries()) {
      const length = lines[at]?.length ?? 0
      this.#remember({ offset, length, event })
      offset += length
    }
    this.#end = { size: offset, isTorn: false, chain }
    if (chain.point !== null) this.#head?.set(chain.point)
    for (const tell of this.#listeners) tell()
  }

  #remember(line: AuditLine): void {
    if (this.#index === null) this.#written.push(line)
    else this.#index.add(line)
  }

  /** Cuts off what a failed write left, or else remembers that something may be there. */
  async #undo(): Promise<void> {
    try {
      await this.#parts.handle.truncate(this.#end.size)
    } catch {
      this.#isUnsure = true
    }
  }

  async #makeSure(): Promise<void> {
    if (!this.#isUnsure) return
    const { size } = this.#end
    try {
      await this.#parts.handle.truncate(size)
    } catch {
      this.#end = await readEnd(this.#parts.handle).catch((cause: unknown) => {
        throw storageError(cause, 'the audit log could not be read')
      })
    }
    this.#isUnsure = false
  }

  async #indexed(): Promise<AuditIndex> {
    return this.#index ?? this.#buildIndex()
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
    await scanAudit(this.#parts.handle, this.#parts.end.size, (line) => index.add(line))
    for (const line of this.#written.splice(0)) index.add(line)
    this.#index = index
    return index
  }

  async #read(index: AuditIndex, number: number): Promise<AuditEvent> {
    const { offset, length } = index.line(number)
    const { buffer } = await this.#parts.handle.read(Buffer.alloc(length), 0, length, offset)
    const event = parseEvent(buffer.toString())
    if (event === null) {
      throw new StoreError('storage_unavailable', 'The audit log was changed while it was open.')
    }
    return Object.freeze(event)
  }
}

async function readEnd(handle: FileHandle): Promise<FileEnd> {
  const { size } = await handle.stat()
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(1), 0, 1, Math.max(0, size - 1))
  return { size, isTorn: bytesRead === 1 && buffer[0] !== newline, chain: await readChainEnd(handle, size) }
}

function decodeNumber(cursor: string): number {
  const number = /^[0-9a-z]{1,10}$/.test(cursor) ? Number.parseInt(cursor, 36) : Number.NaN
  if (Number.isNaN(number)) throw new StoreError('invalid_cursor', 'The cursor is not one of this list.')
  return number
}
