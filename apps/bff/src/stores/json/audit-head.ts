import { readFile, rename, writeFile } from 'node:fs/promises'
import type { HeadSigner } from '../store.ts'
import type { ChainPoint } from './audit-chain.ts'
import { createGroupCommit } from './group-commit.ts'

/** What was found where the head should be. */
export type FoundHead =
  | { readonly kind: 'sound'; readonly point: ChainPoint }
  /** `forged`: changed, or signed by a key that is not there any more. */
  | { readonly kind: 'missing' }
  | { readonly kind: 'forged' }

/** However many lines come, it is written at most this often. */
const pauseMs = 200

const signed = ({ sequence, hash }: ChainPoint) => `audit/${sequence}/${hash}`

/** Says how far the chain goes, signed, so that lines that are cut off at its end are missed. May lag behind a little. */
export class AuditHead {
  readonly #file: string
  readonly #signer: HeadSigner
  readonly #onError: (error: unknown) => void
  #point: ChainPoint | null = null
  #timer: NodeJS.Timeout | undefined
  readonly #write = createGroupCommit(() => this.#replace())

  constructor(file: string, signer: HeadSigner, onError: (error: unknown) => void = () => {}) {
    this.#file = file
    this.#signer = signer
    this.#onError = onError
  }

  async read(): Promise<FoundHead> {
    const text = await readFile(this.#file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
      if (cause.code === 'ENOENT') return null
      throw cause
    })
    if (text === null) return { kind: 'missing' }
    const head = parseHead(text)
    if (head === null || !this.#signer.verify(signed(head), head.mac)) return { kind: 'forged' }
    return { kind: 'sound', point: { sequence: head.sequence, hash: head.hash } }
  }

  /** Soon, in the background. */
  set(point: ChainPoint): void {
    this.#point = point
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      this.#write().catch(this.#onError)
    }, pauseMs).unref()
  }

  /** Writes what still waits. */
  async settle(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    await this.#write().catch(this.#onError)
  }

  async #replace(): Promise<void> {
    const point = this.#point
    if (point === null) return
    this.#point = null
    const { sequence, hash } = point
    const text = `${JSON.stringify({ sequence, hash, mac: this.#signer.mac(signed(point)) })}\n`
    try {
      await replace(this.#file, text)
    } catch (error) {
      this.#point ??= point
      throw error
    }
  }
}

/** One at a time, so that a kill leaves one temporary file at most, which the next takes. */
async function replace(file: string, text: string): Promise<void> {
  const temporary = `${file}.new`
  await writeFile(temporary, text, { mode: 0o600, flush: true })
  await rename(temporary, file)
}

function parseHead(text: string): (ChainPoint & { readonly mac: string }) | null {
  try {
    const head = JSON.parse(text) as Partial<Record<string, unknown>> | null
    const { sequence, hash, mac } = head ?? {}
    const isHead = Number.isSafeInteger(sequence) && typeof hash === 'string' && typeof mac === 'string'
    return isHead ? { sequence: sequence as number, hash, mac } : null
  } catch {
    return null
  }
}
