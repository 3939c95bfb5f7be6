import { mkdir, readdir, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { DamagedRecord } from '../store.ts'
import { syncFolder } from './record-folder.ts'
import { parseRecord } from './record-text.ts'

const folderName = 'damaged'
const asideName = /^(.+\.json)-\d{8}T\d{9}Z$/

/** Moves a file out of the way, untouched: what is in it may still be saved by hand. */
export async function setAside(
  dir: string,
  { collection, file, reason }: { collection: string; file: string; reason: string },
): Promise<DamagedRecord> {
  const folder = join(dir, folderName)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const timestamp = new Date().toISOString().replaceAll(/[-:.]/g, '')
  const setAsideAs = join(folder, `${collection}-${file}-${timestamp}`)
  await rename(join(dir, collection, file), setAsideAs)
  await syncFolder(folder)
  await syncFolder(join(dir, collection))
  return { collection, name: file, reason, setAsideAs }
}

/** Those of earlier starts. The reason is found again by looking at the file, which nobody has touched. */
export async function listSetAside(dir: string, collections: readonly string[]): Promise<DamagedRecord[]> {
  const folder = join(dir, folderName)
  const names = await readdir(folder).catch(() => [])
  return Promise.all(names.map((name) => describeAside(join(folder, name), name, collections)))
}

async function describeAside(
  setAsideAs: string,
  name: string,
  collections: readonly string[],
): Promise<DamagedRecord> {
  const stem = asideName.exec(name)?.[1] ?? name
  // A collection may have a dash in its name, so the longest one that fits is meant.
  const fitting = collections
    .filter((one) => stem.startsWith(`${one}-`))
    .toSorted((a, b) => b.length - a.length)
  const collection = fitting[0] ?? stem.split('-')[0] ?? ''
  const file = stem.slice(collection.length + 1)
  const text = await readFile(setAsideAs, 'utf8').catch(() => null)
  const parsed = text === null ? null : parseRecord(text, file.replace(/\.json$/, ''))
  const reason =
    parsed === null ? 'it cannot be read' : 'reason' in parsed ? parsed.reason : 'it is readable again'
  return { collection, name: file, reason, setAsideAs }
}
