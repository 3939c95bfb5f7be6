import type { Hash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { type ChainEnd, type ChainPoint, hashed, isSound, readLink } from './audit-chain.ts'
import { linesOf, readLines } from './file-lines.ts'

/** Where the last line nearly always is found, without a look at the rest. */
const tailBytes = 1_048_576

/** Where the chain of a file of this size ends. */
export async function readChainEnd(handle: FileHandle, size: number): Promise<ChainEnd> {
  const start = Math.max(0, size - tailBytes)
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(size - start), 0, size - start, start)
  const tail = new EndFinder()
  const block = buffer.subarray(0, bytesRead)
  tail.rest(block.subarray(linesOf(block, (line) => tail.line(line))))
  if (tail.end.point !== null || start === 0) return tail.end
  const whole = new EndFinder()
  whole.rest(await readLines(handle, size, (line) => whole.line(line)))
  return whole.end
}

class EndFinder {
  #point: ChainPoint | null = null
  #loose: Hash | null = null

  line(line: Buffer): void {
    const link = readLink(line)
    if (link === null || !isSound(line, link)) {
      this.#loose = hashed(this.#loose, line, '\n')
      return
    }
    this.#point = { sequence: link.sequence, hash: link.hash }
    this.#loose = null
  }

  rest(bytes: Buffer): void {
    if (bytes.length > 0) this.#loose = hashed(this.#loose, bytes)
  }

  get end(): ChainEnd {
    return { point: this.#point, loose: this.#loose }
  }
}
