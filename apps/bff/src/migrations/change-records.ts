import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { replaceFile, syncFolder } from '../stores/json/record-folder.ts'

export type StoredMembers = Readonly<Record<string, unknown>>

/**
 * Writes every record of a collection that `change` answers anew, one by one: what is done is seen in the record itself, so
 * it can be begun again at any point. A damaged file is left to whoever reads it next.
 */
export async function changeRecords(
  folder: string,
  change: (record: StoredMembers) => StoredMembers | null,
): Promise<void> {
  const names = await readdir(folder).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return []
    throw cause
  })
  for (const name of names.filter((each) => each.endsWith('.json'))) {
    const record = parse(await readFile(join(folder, name), 'utf8'))
    const changed = record === null ? null : change(record)
    if (changed !== null) await replaceFile(join(folder, name), `${JSON.stringify(changed, null, 2)}\n`)
  }
  if (names.length > 0) await syncFolder(folder)
}

function parse(text: string): StoredMembers | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as StoredMembers)
      : null
  } catch {
    return null
  }
}
