import type { FileHandle } from 'node:fs/promises'
import type { AuditFilter } from '../store.ts'
import type { AuditIndex } from './audit-index.ts'

/** How much of the file is held at once. */
const pieceBytes = 262_144

interface Line {
  readonly offset: number
  readonly length: number
}

/** Matching lines, oldest first, in pieces of several; those that are there when it begins. */
export async function* auditPieces(
  handle: FileHandle,
  index: AuditIndex,
  filter: AuditFilter,
): AsyncGenerator<Buffer> {
  let gathered: Line[] = []
  for (const number of index.between(0, index.count, filter)) {
    const line = index.line(number)
    const start = gathered[0]?.offset ?? line.offset
    if (gathered.length > 0 && line.offset + line.length - start > pieceBytes) {
      yield await readSpan(handle, gathered)
      gathered = []
    }
    gathered.push(line)
  }
  if (gathered.length > 0) yield readSpan(handle, gathered)
}

/** One read for all of them; what lies between is left out. */
async function readSpan(handle: FileHandle, lines: readonly Line[]): Promise<Buffer> {
  const start = lines[0]?.offset ?? 0
  const last = lines.at(-1)
  const length = last === undefined ? 0 : last.offset + last.length - start
  const { buffer } = await handle.read(Buffer.allocUnsafe(length), 0, length, start)
  return Buffer.concat(
    lines.map(({ offset, length: own }) => buffer.subarray(offset - start, offset - start + own)),
  )
}
