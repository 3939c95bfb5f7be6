import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { backupFolder } from '../archive/data-files.ts'
import { requireWhole } from '../archive/restore-archive.ts'
import { removeSnapshots, takeSnapshot } from '../archive/snapshot.ts'
import { removePartial, writeArchive } from '../archive/write-archive.ts'
import { currentFormat, readFormat, type RecordFormat, writeFormat } from './record-format.ts'
import { toFormat2 } from './to-format-2.ts'

/** By the format that they lead to, in order. */
const migrations: readonly { readonly to: number; readonly run: (root: string) => Promise<void> }[] = [
  { to: 2, run: toFormat2 },
]

/** Without the keys, which no migration touches and which lie beside it. */
async function backUp(root: string, { format }: RecordFormat): Promise<string> {
  const time = new Date().toISOString().replaceAll(/[-:.]/g, '')
  const backup = `${backupFolder}/before-format-${currentFormat}-${time}.tar.gz`
  const folder = join(root, backupFolder)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await removePartial(folder)
  const snapshot = await takeSnapshot(root, (work) => work())
  try {
    await writeArchive(snapshot.dir, { file: join(root, backup), format, withKeys: false })
  } finally {
    await snapshot.remove()
  }
  return backup
}

/**
 * Makes the records of a folder that this process holds ones that it knows, with a backup made first. Interrupted at any
 * point, it goes on at the next start.
 *
 * @throws FormatError, ArchiveError
 */
export async function prepareFolder(root: string, log: Pick<Logger, 'warn'>): Promise<void> {
  requireWhole(root)
  await removeSnapshots(root)
  const { isWritten, ...found } = await readFormat(root)
  if (found.format === currentFormat) {
    if (!isWritten) await writeFormat(root, found)
    return
  }
  const backup = found.migrating?.backup ?? (await backUp(root, found))
  await writeFormat(root, { format: found.format, migrating: { to: currentFormat, backup } })
  for (const { to, run } of migrations) if (to > found.format) await run(root)
  await writeFormat(root, { format: currentFormat })
  log.warn({ from: found.format, to: currentFormat, backup }, 'records migrated, with a backup made first')
}
