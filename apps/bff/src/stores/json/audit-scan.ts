import type { FileHandle } from 'node:fs/promises'
import type { AuditEvent } from '../store.ts'
import type { AuditLine } from './audit-index.ts'

const blockBytes = 262_144
const newline = 0x0a

/** Finds every readable event of the first `end` bytes; a line torn by a crash is passed over. */
export async function scanAudit(
  handle: FileHandle,
  end: number,
  found: (line: AuditLine) => void,
): Promise<void> {
  let rest = Buffer.alloc(0)
  for (let position = 0; position < end;) {
    const want = Math.min(blockBytes, end - position)
    const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(want), 0, want, position)
    if (bytesRead === 0) return
    const block = Buffer.concat([rest, buffer.subarray(0, bytesRead)])
    const blockOffset = position - rest.length
    position += bytesRead
    rest = block.subarray(linesOf(block, blockOffset, found))
  }
}

/** How many bytes of the block were whole lines. */
function linesOf(block: Buffer, blockOffset: number, found: (line: AuditLine) => void): number {
  let start = 0
  for (let stop = block.indexOf(newline); stop !== -1; stop = block.indexOf(newline, start)) {
    const event = parseEvent(block.toString('utf8', start, stop))
    if (event !== null) {
      found({ offset: blockOffset + start, length: stop + 1 - start, targetId: event.target?.id })
    }
    start = stop + 1
  }
  return start
}

function parseEvent(line: string): AuditEvent | null {
  try {
    const event: unknown = JSON.parse(line)
    return typeof event === 'object' && event !== null && 'id' in event ? (event as AuditEvent) : null
  } catch {
    return null
  }
}
