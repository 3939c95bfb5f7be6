import { type FileHandle, open } from 'node:fs/promises'
import type { HeadSigner } from '../store.ts'
import { headFileOf } from './audit-file.ts'
import { AuditHead, type FoundHead } from './audit-head.ts'
import { type Break, ChainReader, type ChainReading, type ReadMode } from './chain-reader.ts'
import { readLines } from './file-lines.ts'

export interface AuditVerdict extends ChainReading {
  /** Bytes behind the last whole line: being written, or torn by a crash. */
  readonly openBytes: number
  /** The first line that is wrong; null: nothing is. `line` null: it is at the end, or in the head. */
  readonly broken: Break | null
}

export interface VerifyOptions {
  readonly mode: ReadMode
  /** Checks the head beside the log; null: there is none, as beside an export. */
  readonly signer: HeadSigner | null
}

/** Reads the whole log and writes nothing, so that it may be written meanwhile. */
export async function verifyAudit(path: string, { mode, signer }: VerifyOptions): Promise<AuditVerdict> {
  // The head first: the log may be further by the time it is read, never less far.
  const head = signer === null ? null : await new AuditHead(headFileOf(path), signer).read()
  const handle = await open(path, 'r')
  try {
    return await verifyFile(handle, head, mode)
  } finally {
    await handle.close()
  }
}

async function verifyFile(handle: FileHandle, head: FoundHead | null, mode: ReadMode): Promise<AuditVerdict> {
  const expected = head?.kind === 'sound' ? head.point : null
  const reader = new ChainReader({ mode, expected })
  const { size } = await handle.stat()
  const rest = await readLines(handle, size, (line) => reader.line(line))
  const reading = reader.end()
  const broken = reader.broken ?? (head === null ? null : headBreak(head, reading))
  return { ...reading, openBytes: rest.length, broken }
}

function headBreak(head: FoundHead, { last, events }: ChainReading): Break | null {
  if (head.kind === 'forged') {
    return {
      line: null,
      reason: 'The head file was changed, or signed by a key that is no longer in the key ring.',
    }
  }
  if (head.kind === 'missing') {
    if (events === 0) return null
    return { line: null, reason: 'The head file is missing: last lines may have been cut off.' }
  }
  const end = last?.sequence ?? 0
  const missing = head.point.sequence - end
  if (missing <= 0) return null
  return { line: null, reason: `The last ${missing === 1 ? 'event was' : `${missing} events were`} cut off.` }
}
