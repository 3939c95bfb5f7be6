import { constants, copyFileSync, linkSync, mkdirSync, statSync } from 'node:fs'
import { copyFile, readdir, rm, truncate } from 'node:fs/promises'
import { randomBytes } from 'node:crypto'
import { dirname, join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { auditFile, dataFiles } from './data-files.ts'

const prefix = '.snapshot-'
const filesATurn = 250

/** Runs work while nothing is written to the data folder. */
export type Quietly = <T>(work: () => Promise<T>) => Promise<T>

export interface Snapshot {
  readonly dir: string
  remove(): Promise<void>
}

/** Of file systems that have no hard links. */
const noLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'EMLINK', 'ENOSYS', 'EXDEV'])

function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to)
  } catch (cause) {
    if (!noLinks.has((cause as NodeJS.ErrnoException).code ?? '')) throw cause
    copyFileSync(from, to, constants.COPYFILE_FICLONE)
  }
}

/** A record is replaced and never written over, so that a link to its file is as good as a copy. */
async function linkAll(root: string, dir: string): Promise<number> {
  const files = dataFiles(root).filter((path) => path !== auditFile)
  const folders = new Set(files.map((path) => dirname(path)))
  for (const folder of folders) mkdirSync(join(dir, folder), { recursive: true, mode: 0o700 })
  for (let start = 0; start < files.length; start += filesATurn) {
    for (const path of files.slice(start, start + filesATurn)) linkOrCopy(join(root, path), join(dir, path))
    await nextTurn()
  }
  return statSync(join(root, auditFile), { throwIfNoEntry: false })?.size ?? 0
}

/** The log only grows: up to the size it had, it is still what it was. */
async function copyAudit(root: string, dir: string, size: number): Promise<void> {
  if (size === 0) return
  const copy = join(dir, auditFile)
  await copyFile(join(root, auditFile), copy, constants.COPYFILE_FICLONE)
  await truncate(copy, size)
}

/** A data folder as it is at one moment, in a folder of its own within it. Writes wait for about 10 µs a file. */
export async function takeSnapshot(root: string, quietly: Quietly): Promise<Snapshot> {
  const dir = join(root, prefix + randomBytes(6).toString('hex'))
  const remove = () => rm(dir, { recursive: true, force: true })
  mkdirSync(dir, { mode: 0o700 })
  try {
    await copyAudit(root, dir, await quietly(() => linkAll(root, dir)))
    return { dir, remove }
  } catch (cause) {
    await remove()
    throw cause
  }
}

/** Those that a killed process left. */
export async function removeSnapshots(root: string): Promise<void> {
  const left = (await readdir(root)).filter((name) => name.startsWith(prefix))
  await Promise.all(left.map((name) => rm(join(root, name), { recursive: true, force: true })))
}
