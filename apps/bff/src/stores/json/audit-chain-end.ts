import type { Hash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { type ChainEnd, type ChainPoint, hashed, isSound, readLink } from './audit-chain.ts'
import { linesOf, readLines } from './file-lines.ts'

/** Where the last line nearly always is found, without a look at the rest. */
const tailBytes = 1_048_576

/** Where the chain of a file of this size ends. */
export async function readChainEnd(handle: FileHandle, size: number): Promise<ChainEnd> {
  const tail = new EndFinder()
  const start = await readTail(handle, size, tail)
  if (tail.end.point !== null || start === 0) return tail.end
  const whole = new EndFinder()
  whole.rest(await readLines(handle, size, (line) => whole.line(line)))
  return whole.end
}

/** Whether the chain goes through a point: has it, or, where its end was found cut off before, goes on from it. */
export async function holdsPoint(handle: FileHandle, size: number, point: ChainPoint): Promise<boolean> {
  const tail = new PointFinder(point)
  const start = await readTail(handle, size, tail)
  if (tail.isFound || start === 0) return tail.isFound
  const whole = new PointFinder(point)
  await readLines(handle, size, (line) => whole.line(line))
  return whole.isFound
}

interface LineReader {
  line(line: Buffer): void
  rest?(bytes: Buffer): void
}

/** @returns where it began, perhaps amid a line */
async function readTail(handle: FileHandle, size: number, reader: LineReader): Promise<number> {
  const start = Math.max(0, size - tailBytes)
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(size - start), 0, size - start, start)
  const block = buffer.subarray(0, bytesRead)
  const rest = block.subarray(linesOf(block, (line) => reader.line(line)))
  reader.rest?.(rest)
  return start
}

class PointFinder implements LineReader {
  readonly #point: ChainPoint
  isFound = false

  constructor(point: ChainPoint) {
    this.#point = point
  }

  line(line: Buffer): void {
    const link = readLink(line)
    const { sequence, hash } = this.#point
    const isIt = link?.sequence === sequence && link.hash === hash
    const isNext = link?.sequence === sequence + 1 && link.previous === hash
    if (link !== null && (isIt || isNext) && isSound(line, link)) this.isFound = true
  }
}

class EndFinder implements LineReader {
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
