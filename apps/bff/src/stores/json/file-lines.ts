import type { FileHandle } from 'node:fs/promises'

const blockBytes = 262_144
const newline = 0x0a

/** A whole line without its line break, and where it begins. The bytes are good until the next one is told. */
export type OnLine = (line: Buffer, offset: number) => void

/** Tells every whole line of the first `end` bytes, in order. @returns the bytes behind the last line break */
export async function readLines(handle: FileHandle, end: number, onLine: OnLine): Promise<Buffer> {
  let rest = Buffer.alloc(0)
  for (let position = 0; position < end;) {
    const want = Math.min(blockBytes, end - position)
    const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(want), 0, want, position)
    if (bytesRead === 0) break
    const block = Buffer.concat([rest, buffer.subarray(0, bytesRead)])
    const blockOffset = position - rest.length
    position += bytesRead
    rest = block.subarray(linesOf(block, (line, at) => onLine(line, blockOffset + at)))
  }
  return rest
}

/** @returns how many bytes of the block were whole lines */
export function linesOf(block: Buffer, onLine: OnLine): number {
  let start = 0
  for (let stop = block.indexOf(newline); stop !== -1; stop = block.indexOf(newline, start)) {
    onLine(block.subarray(start, stop), start)
    start = stop + 1
  }
  return start
}
