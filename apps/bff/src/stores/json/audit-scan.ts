import type { FileHandle } from 'node:fs/promises'
import type { AuditEvent } from '../store.ts'
import type { AuditLine } from './audit-index.ts'
import { readLines } from './file-lines.ts'

/** Finds every readable event of the first `end` bytes; a line torn by a crash is passed over. */
export async function scanAudit(
  handle: FileHandle,
  end: number,
  found: (line: AuditLine) => void,
): Promise<void> {
  await readLines(handle, end, (line, offset) => {
    const event = parseEvent(line.toString())
    if (event !== null) found({ offset, length: line.length + 1, event })
  })
}

/** What events have that older versions did not write. */
const later = { actorName: null, actorKind: null, userAgent: null, changes: null }

/** An event, without what binds its line to the others; null: it is none. */
export function parseEvent(line: string): AuditEvent | null {
  try {
    const event: unknown = JSON.parse(line)
    if (typeof event !== 'object' || event === null || !('id' in event)) return null
    const { sequence: _, previous: _p, torn: _t, hash: _h, ...own } = event as Record<string, unknown>
    return { ...later, ...own } as unknown as AuditEvent
  } catch {
    return null
  }
}
