import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { dataFiles, formatFile } from '../archive/data-files.ts'
import { replaceFile, syncFolder } from '../stores/json/record-folder.ts'
import { FormatError } from './format-error.ts'

/** What records look like; one more with each change that older records have to follow. */
export const currentFormat = 2

const formatSchema = z.object({
  format: z.int().min(1),
  /** A migration is under way, and what was there before is in this file. */
  migrating: z.object({ to: z.int().min(2), backup: z.string() }).optional(),
})

export type RecordFormat = z.output<typeof formatSchema>

/** Before the file there was format 1; where there are no records, nothing is of an old one. */
function unwritten(root: string): RecordFormat {
  const hasRecords = dataFiles(root).some((path) => /^[a-z][a-z0-9-]*\/[^/]+\.json$/.test(path))
  return { format: hasRecords ? 1 : currentFormat }
}

/** @throws FormatError `newer_format`, `unknown_format` */
export async function readFormat(root: string): Promise<RecordFormat & { readonly isWritten: boolean }> {
  const file = join(root, formatFile)
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return null
    throw cause
  })
  if (text === null) return { ...unwritten(root), isWritten: false }
  const read = parse(text)
  if (read === null) {
    const message = `${file} does not say which format the records have. Put back the file of a backup.`
    throw new FormatError('unknown_format', message)
  }
  if (Math.max(read.format, read.migrating?.to ?? 0) > currentFormat) {
    const message =
      `The records in ${root} have format ${read.migrating?.to ?? read.format}, and this Patchbay knows them up to ` +
      `${currentFormat}: a newer one wrote them. Start that one, or restore a backup of before the update.`
    throw new FormatError('newer_format', message)
  }
  return { ...read, isWritten: true }
}

function parse(text: string): RecordFormat | null {
  try {
    return formatSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

export async function writeFormat(root: string, format: RecordFormat): Promise<void> {
  await replaceFile(join(root, formatFile), `${JSON.stringify(format)}\n`)
  await syncFolder(root)
}
