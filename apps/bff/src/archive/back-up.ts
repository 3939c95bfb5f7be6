import { existsSync } from 'node:fs'
import { askControl } from '../control/ask-control.ts'
import { readFormat } from '../migrations/record-format.ts'
import { lockFolder } from '../stores/json/folder-lock.ts'
import { ArchiveError } from './archive-error.ts'
import type { Manifest } from './manifest.ts'
import { requireWhole } from './restore-archive.ts'
import { type Snapshot, takeSnapshot } from './snapshot.ts'
import { requireNew, writeArchive } from './write-archive.ts'

/** Of the process that serves the folder; null where none does. */
async function servedSnapshot(root: string): Promise<Snapshot | null> {
  const asked = await askControl(root, 'snapshot', {})
  if (asked === null) return null
  // Not by a loop, which would hang up when it is left.
  const { snapshot } = (await asked.lines.next()).value as { readonly snapshot: string }
  return { dir: snapshot, remove: async () => asked.end() }
}

async function ownSnapshot(root: string): Promise<Snapshot> {
  const lock = await lockFolder(root, { error: () => {} })
  const snapshot = await takeSnapshot(root, (work) => work()).catch(async (cause: unknown) => {
    await lock.release()
    throw cause
  })
  const remove = async () => {
    await snapshot.remove()
    await lock.release()
  }
  return { dir: snapshot.dir, remove }
}

export interface BackUpOptions {
  readonly root: string
  readonly file: string
  readonly withKeys: boolean
}

/**
 * Writes all of a data folder into one file, also while Patchbay serves it.
 *
 * @throws ArchiveError, FormatError, StoreError `store_in_use`
 */
export async function backUp({ root, file, withKeys }: BackUpOptions): Promise<Manifest> {
  if (!existsSync(root)) {
    throw new ArchiveError(
      'not_there',
      `There is no data folder ${root}. Name it with --data or PATCHBAY_DATA_DIR.`,
    )
  }
  requireNew(file)
  requireWhole(root)
  const snapshot = (await servedSnapshot(root)) ?? (await ownSnapshot(root))
  try {
    const { format } = await readFormat(snapshot.dir)
    return await writeArchive(snapshot.dir, { file, format, withKeys })
  } finally {
    await snapshot.remove()
  }
}
