import { existsSync } from 'node:fs'
import { mkdir, open, readdir, rename, rm, rmdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { extract } from 'tar'
import { lockFolder } from '../stores/json/folder-lock.ts'
import { syncFolder } from '../stores/json/record-folder.ts'
import { addToLog } from './add-to-log.ts'
import { ArchiveError, notWritten } from './archive-error.ts'
import { restored } from './archive-happenings.ts'
import { type Manifest, manifestName } from './manifest.ts'
import { verifyArchive } from './verify-archive.ts'

/** While it is there, the folder holds half a restore and nothing may be made of it. */
const staging = '.restoring'
/** Of the file system itself. */
const ignored = new Set(['lost+found'])
const sideBySide = 16

/** @throws ArchiveError `not_there` */
export function requireFolder(root: string): void {
  if (existsSync(root)) return
  throw new ArchiveError(
    'not_there',
    `There is no data folder ${root}. Name it with --data or PATCHBAY_DATA_DIR.`,
  )
}

/** @throws ArchiveError `restore_interrupted` */
export function requireWhole(root: string): void {
  if (!existsSync(join(root, staging))) return
  throw new ArchiveError(
    'restore_interrupted',
    `A restore into ${root} was interrupted, so not all of it is there. Empty the folder and restore again.`,
  )
}

async function requireEmpty(root: string): Promise<void> {
  const entries = (await readdir(root)).filter((name) => !ignored.has(name))
  if (entries.length === 0) return
  throw new ArchiveError(
    'folder_not_empty',
    `${root} is not empty. Restore into an empty folder (--data DIR), or move away what is there.`,
  )
}

async function makeDurable(root: string, { files }: Manifest): Promise<void> {
  const paths = files.map(({ path }) => path)
  for (let start = 0; start < paths.length; start += sideBySide) {
    await Promise.all(
      paths.slice(start, start + sideBySide).map(async (path) => {
        const handle = await open(join(root, path), 'r+')
        try {
          await handle.chmod(0o600)
          await handle.sync()
        } finally {
          await handle.close()
        }
      }),
    )
  }
  for (const folder of new Set(paths.map((path) => dirname(path)))) await syncFolder(join(root, folder))
}

async function unpack(file: string, manifest: Manifest, { root, operator }: RestoreOptions): Promise<void> {
  const stage = join(root, staging)
  await mkdir(stage, { mode: 0o700 })
  await syncFolder(root)
  await extract({
    file,
    cwd: stage,
    strict: true,
    preserveOwner: false,
    umask: 0o077,
    filter: (path) => path !== manifestName,
  })
  await makeDurable(stage, manifest)
  await addToLog(stage, operator, restored(file, manifest))
  for (const name of await readdir(stage)) await rename(join(stage, name), join(root, name))
  await syncFolder(root)
  await rmdir(stage)
  await syncFolder(root)
}

export interface RestoreOptions {
  readonly root: string
  /** The newest that this Patchbay knows. */
  readonly format: number
  /** Who asked for it. */
  readonly operator: string
}

/**
 * Puts a backup into an empty folder, wholly or not at all, with a line more in its audit log. It was read to its end
 * before anything is written.
 *
 * @throws ArchiveError `not_there`, `archive_damaged`, `newer_format`, `folder_not_empty`, `not_written`
 */
export async function restoreArchive(file: string, options: RestoreOptions): Promise<Manifest> {
  const { root, format } = options
  if (existsSync(root)) await requireEmpty(root)
  const manifest = await verifyArchive(file)
  if (manifest.format > format) {
    throw new ArchiveError(
      'newer_format',
      `${file} has records in format ${manifest.format}, and this Patchbay knows them up to ${format}. Update Patchbay.`,
    )
  }
  await mkdir(root, { recursive: true, mode: 0o700 })
  await requireEmpty(root)
  const lock = await lockFolder(root, { error: () => {} })
  try {
    await unpack(file, manifest, options)
    return manifest
  } catch (cause) {
    // What is left of it is refused by a start, which says so.
    await undo(root).catch(() => {})
    throw notWritten(root, cause)
  } finally {
    await lock.release()
  }
}

/** It was empty. Files that were under way when unpacking failed may come after it: tried again. */
async function undo(root: string): Promise<void> {
  const kept = new Set([...ignored, 'lock', 'lock-owner.json', staging])
  const written = (await readdir(root)).filter((name) => !kept.has(name))
  const options = { recursive: true, force: true, maxRetries: 10, retryDelay: 50 }
  for (const name of [...written, staging]) await rm(join(root, name), options)
}
