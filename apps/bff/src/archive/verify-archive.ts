import { createHash } from 'node:crypto'
import { list, type ReadEntry } from 'tar'
import { ArchiveError, systemCode } from './archive-error.ts'
import { type Manifest, manifestName, parseManifest } from './manifest.ts'

interface Found {
  readonly size: number
  readonly sha256: string
}

function damaged(file: string, why: string, cause?: unknown): ArchiveError {
  const message = `${file} is not a whole backup of Patchbay’s: ${why}. Nothing was restored.`
  return new ArchiveError('archive_damaged', message, { cause })
}

async function readEntries(file: string): Promise<{ manifest: string; found: Map<string, Found> }> {
  const found = new Map<string, Found>()
  const manifest: Buffer[] = []
  const faults: string[] = []
  const onReadEntry = (entry: ReadEntry): void => {
    if (entry.type !== 'File' && entry.type !== 'OldFile') faults.push(`${entry.path} is no file`)
    if (found.has(entry.path)) faults.push(`${entry.path} is there twice`)
    const hash = createHash('sha256')
    entry.on('data', (chunk: Buffer) => {
      hash.update(chunk)
      if (entry.path === manifestName) manifest.push(chunk)
    })
    entry.on('end', () => found.set(entry.path, { size: entry.size, sha256: hash.digest('hex') }))
  }
  try {
    await list({ file, strict: true, onReadEntry })
  } catch (cause) {
    const code = systemCode(cause)
    if (code === 'ENOENT') throw new ArchiveError('not_there', `There is no file ${file}.`, { cause })
    throw damaged(file, `it cannot be read (${code})`, cause)
  }
  const [fault] = faults
  if (fault !== undefined) throw damaged(file, fault)
  return { manifest: Buffer.concat(manifest).toString('utf8'), found }
}

/**
 * Reads an archive to its end and compares each file with what is written of it.
 *
 * @throws ArchiveError `not_there`, `archive_damaged`
 */
export async function verifyArchive(file: string): Promise<Manifest> {
  const { manifest: text, found } = await readEntries(file)
  const manifest = parseManifest(text)
  if (manifest === null) throw damaged(file, `it has no ${manifestName}`)
  for (const { path, size, sha256 } of manifest.files) {
    const entry = found.get(path)
    if (entry === undefined) throw damaged(file, `${path} is missing`)
    if (entry.size !== size || entry.sha256 !== sha256) throw damaged(file, `${path} was changed`)
  }
  if (found.size !== manifest.files.length + 1) throw damaged(file, 'it holds files that it does not name')
  return manifest
}
