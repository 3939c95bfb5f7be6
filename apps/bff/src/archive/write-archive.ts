import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { link, open, readdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Pack } from 'tar'
import { syncFolder } from '../stores/json/record-folder.ts'
import { ArchiveError, notWritten, systemCode } from './archive-error.ts'
import { dataFiles, keyFiles } from './data-files.ts'
import { makeManifest, type Manifest, manifestName } from './manifest.ts'

const partial = '.partial'

/** Those that a killed process left in a folder where nobody else writes one. */
export async function removePartial(folder: string): Promise<void> {
  const left = (await readdir(folder)).filter((name) => name.endsWith(partial))
  await Promise.all(left.map((name) => rm(join(folder, name), { force: true })))
}

export interface ArchiveOptions {
  readonly file: string
  readonly format: number
  readonly withKeys: boolean
}

function exists(file: string, cause?: unknown): ArchiveError {
  return new ArchiveError(
    'file_exists',
    `${file} exists already. Choose another name: nothing is overwritten.`,
    {
      cause,
    },
  )
}

export function requireNew(file: string): void {
  if (existsSync(file)) throw exists(file)
}

async function pack(snapshot: string, files: readonly string[], to: string): Promise<void> {
  const handle = await open(to, 'wx', 0o600)
  try {
    const archive = new Pack({ cwd: snapshot, gzip: true, portable: true, strict: true })
    // The loop throws it; of what else is under way then, nobody waits for.
    archive.on('error', () => {})
    for (const file of [manifestName, ...files]) archive.add(file)
    archive.end()
    for await (const chunk of archive) await handle.writeFile(chunk)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Under its name only once it is whole; by link(), which never replaces a file. */
async function putInPlace(temporary: string, file: string): Promise<void> {
  await link(temporary, file).catch((cause: unknown) => {
    throw systemCode(cause) === 'EEXIST' ? exists(file, cause) : cause
  })
  await rm(temporary)
  await syncFolder(dirname(file))
}

/**
 * Writes a snapshot as one file, for its owner alone.
 *
 * @throws ArchiveError `file_exists`, `not_written`
 */
export async function writeArchive(snapshot: string, options: ArchiveOptions): Promise<Manifest> {
  const { file, format, withKeys } = options
  requireNew(file)
  const temporary = `${file}.${randomBytes(6).toString('hex')}${partial}`
  try {
    const files = dataFiles(snapshot).filter((path) => withKeys || !keyFiles.includes(path))
    const manifest = await makeManifest(snapshot, files, { format, keys: withKeys })
    await writeFile(join(snapshot, manifestName), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 })
    await pack(snapshot, files, temporary)
    await putInPlace(temporary, file)
    return manifest
  } catch (cause) {
    await rm(temporary, { force: true })
    if (cause instanceof ArchiveError) throw cause
    throw notWritten(file, cause)
  }
}
