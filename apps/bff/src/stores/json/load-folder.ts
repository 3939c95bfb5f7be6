import { readdirSync, readFileSync } from 'node:fs'
import { readFile, unlink } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { StoredRecord } from '../store.ts'
import { LargeSecrets } from './large-secrets.ts'
import { type ParsedRecord, parseRecord } from './record-text.ts'
import type { SealedTally } from './sealed-tally.ts'
import { storageError } from './storage-error.ts'

export interface LoadedFolder {
  readonly records: readonly StoredRecord[]
  readonly damaged: readonly { readonly file: string; readonly reason: string }[]
}

/** What write-file-atomic leaves when the process dies between its first byte and the rename. */
const temporaryFile = /\.json\.\d+$/
const recordFile = /^(.+)\.json$/
const filesATurn = 200
/** A turn that took longer waited for the disk. */
const slowTurnMs = 10
const turnsSideBySide = 20

/**
 * Reads all records of a folder: one after the other while the files come from the page cache (100,000 in 1.1 s, where
 * reading side by side takes 2.2 s), side by side while they come from the disk (4 s, where one after the other takes
 * 9.6 s).
 *
 * @throws StoreError `storage_unavailable`
 */
export async function loadFolder(path: string, sealed?: SealedTally): Promise<LoadedFolder> {
  const names = readdirSync(path)
  await Promise.all(names.filter((name) => temporaryFile.test(name)).map((name) => unlink(join(path, name))))
  const files = names.filter((name) => recordFile.test(name))
  const folder = { path, secrets: new LargeSecrets(path), sealed }
  const records: StoredRecord[] = []
  const damaged: { file: string; reason: string }[] = []
  let slowTurns = 0
  for (let start = 0; start < files.length; start += filesATurn) {
    const turn = files.slice(start, start + filesATurn)
    const startedMs = performance.now()
    const parsed =
      slowTurns > 0 ? await readSideBySide(folder, turn) : turn.map((file) => readNow(folder, file))
    if (slowTurns > 0) slowTurns--
    else if (performance.now() - startedMs > slowTurnMs) slowTurns = turnsSideBySide
    for (const [index, outcome] of parsed.entries()) {
      if ('record' in outcome) records.push(outcome.record)
      else damaged.push({ file: turn[index] ?? '', reason: outcome.reason })
    }
    // Timers and signals have their turn too.
    await nextTurn()
  }
  return { records, damaged }
}

interface Folder {
  readonly path: string
  readonly secrets: LargeSecrets
  readonly sealed: SealedTally | undefined
}

function readSideBySide(folder: Folder, files: readonly string[]): Promise<ParsedRecord[]> {
  return Promise.all(
    files.map(async (file) => {
      try {
        return parse(folder, file, await readFile(join(folder.path, file), 'utf8'))
      } catch (cause) {
        return unreadable(file, cause)
      }
    }),
  )
}

function readNow(folder: Folder, file: string): ParsedRecord {
  try {
    return parse(folder, file, readFileSync(join(folder.path, file), 'utf8'))
  } catch (cause) {
    return unreadable(file, cause)
  }
}

function parse({ path, secrets, sealed }: Folder, file: string, text: string): ParsedRecord {
  const parsed = parseRecord(text, recordFile.exec(file)?.[1] ?? '', secrets)
  if ('record' in parsed) sealed?.add(basename(path), parsed.record, text)
  return parsed
}

/** A sector that cannot be read costs one record; any other failure is of the whole folder and stops the start. */
function unreadable(file: string, cause: unknown): ParsedRecord {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  if (code === 'EIO' || code === 'EISDIR') return { reason: `it cannot be read (${code})` }
  throw storageError(cause, `the file ${file} could not be read`)
}
