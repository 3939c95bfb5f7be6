import { readdirSync, readFileSync } from 'node:fs'
import { unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { StoredRecord } from '../store.ts'
import { type ParsedRecord, parseRecord } from './record-text.ts'
import { storageError } from './storage-error.ts'

export interface LoadedFolder {
  readonly records: readonly StoredRecord[]
  readonly damaged: readonly { readonly file: string; readonly reason: string }[]
}

/** What write-file-atomic leaves when the process dies between its first byte and the rename. */
const temporaryFile = /\.json\.\d+$/
const recordFile = /^(.+)\.json$/
const filesATurn = 500

/**
 * Reads all records of a folder. Synchronously, some hundred a turn: measured on 100,000 files that takes 0.5 s,
 * where 32 asynchronous reads side by side take 2.1 s.
 *
 * @throws StoreError `storage_unavailable`
 */
export async function loadFolder(path: string): Promise<LoadedFolder> {
  const names = readdirSync(path)
  await Promise.all(names.filter((name) => temporaryFile.test(name)).map((name) => unlink(join(path, name))))
  const records: StoredRecord[] = []
  const damaged: { file: string; reason: string }[] = []
  for (const [index, file] of names.entries()) {
    const id = recordFile.exec(file)?.[1]
    if (id === undefined) continue
    if (index % filesATurn === 0) await nextTurn()
    const parsed = readRecord(join(path, file), id)
    if ('record' in parsed) records.push(parsed.record)
    else damaged.push({ file, reason: parsed.reason })
  }
  return { records, damaged }
}

/** A sector that cannot be read costs one record; any other failure is of the whole folder and stops the start. */
function readRecord(file: string, id: string): ParsedRecord {
  try {
    return parseRecord(readFileSync(file, 'utf8'), id)
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && (cause.code === 'EIO' || cause.code === 'EISDIR')) {
      return { reason: `it cannot be read (${cause.code})` }
    }
    throw storageError(cause, `the file ${file} could not be read`)
  }
}
