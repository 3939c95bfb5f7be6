import { existsSync, mkdirSync, realpathSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path'
import { askControl } from '../control/ask-control.ts'
import type { BackupOutcome, BackupRequest } from '../control/backup-actions.ts'
import { codeOf, type Happening } from '../http/audit.ts'
import { readFormat } from '../migrations/record-format.ts'
import { lockFolder } from '../stores/json/folder-lock.ts'
import { addToLog } from './add-to-log.ts'
import { ArchiveError } from './archive-error.ts'
import { backedUp, notBackedUp } from './archive-happenings.ts'
import type { Manifest } from './manifest.ts'
import { backupFolder } from './data-files.ts'
import { requireFolder, requireWhole } from './restore-archive.ts'
import { type Snapshot, takeSnapshot } from './snapshot.ts'
import { requireNew, writeArchive } from './write-archive.ts'

/** What a backup is made of, and where it is written down what came of it. */
interface Source {
  readonly snapshot: Snapshot
  readonly note: (happening: Happening) => Promise<void>
}

/** Of the process that serves the folder; null where none does. */
async function served({ root, file, operator }: BackUpOptions): Promise<Source | null> {
  const request: BackupRequest = { operator, file: basename(file) }
  const asked = await askControl(root, 'snapshot', request)
  if (asked === null) return null
  // Not by a loop, which would hang up when it is left.
  const { snapshot } = (await asked.lines.next()).value as { readonly snapshot: string }
  return {
    snapshot: { dir: snapshot, remove: async () => asked.end() },
    async note(happening) {
      const outcome: BackupOutcome = { snapshot, operator, happening }
      const told = await askControl(root, 'backed-up', outcome)
      // Where it ends just now, it says itself that nobody told it.
      await told?.lines.next().catch(() => {})
    },
  }
}

async function own({ root, file, operator }: BackUpOptions): Promise<Source> {
  const lock = await lockFolder(root, { error: () => {} })
  const snapshot = await takeSnapshot(root, (work) => work()).catch(async (cause: unknown) => {
    await addToLog(root, operator, notBackedUp(file, codeOf(cause)))
    await lock.release()
    throw cause
  })
  const remove = async () => {
    await snapshot.remove()
    await lock.release()
  }
  return {
    snapshot: { dir: snapshot.dir, remove },
    note: (happening) => addToLog(root, operator, happening),
  }
}

export interface BackUpOptions {
  readonly root: string
  readonly file: string
  readonly withKeys: boolean
  /** Who asked for it. */
  readonly operator: string
}

/**
 * Of a data folder, backups are in a folder of their own, which is made.
 *
 * @throws ArchiveError `file_in_folder`
 */
function requireOutside(root: string, file: string): void {
  const folder = dirname(file)
  const backups = join(root, backupFolder)
  if (folder === backups) mkdirSync(backups, { recursive: true, mode: 0o700 })
  if (!existsSync(folder)) return
  const [first = ''] = relative(realpathSync(root), realpathSync(folder)).split(sep)
  if (first === '..' || first === backupFolder || isAbsolute(first)) return
  throw new ArchiveError(
    'file_in_folder',
    `${file} would lie in the data folder, and be in every backup after it. Choose another place, or the folder ` +
      `${backups}, which backups leave out.`,
  )
}

async function archiveOf({ snapshot, note }: Source, options: BackUpOptions): Promise<Manifest> {
  const { file, withKeys } = options
  const { format } = await readFormat(snapshot.dir)
  const manifest = await writeArchive(snapshot.dir, { file, format, withKeys }).catch(
    async (cause: unknown) => {
      await note(notBackedUp(file, codeOf(cause)))
      throw cause
    },
  )
  await note(backedUp(file, manifest))
  return manifest
}

/**
 * Writes all of a data folder into one file, also while Patchbay serves it, and says so in its audit log.
 *
 * @throws ArchiveError, ControlError, FormatError, StoreError `store_in_use`
 */
export async function backUp(options: BackUpOptions): Promise<Manifest> {
  const { root, file } = options
  requireFolder(root)
  requireNew(file)
  requireOutside(root, file)
  requireWhole(root)
  const source = (await served(options)) ?? (await own(options))
  try {
    return await archiveOf(source, options)
  } finally {
    await source.snapshot.remove()
  }
}
