import { basename } from 'node:path'
import type { Happening } from '../http/audit.ts'
import { type Manifest, recordsIn } from './manifest.ts'

/** A file is named without its folders: what they are called is nobody's business who reads the log. */
function contentsOf(file: string, manifest: Manifest) {
  return {
    file: basename(file),
    keys: manifest.files.some(({ path }) => path === 'keys'),
    records: recordsIn(manifest),
  }
}

function changesOf(members: Readonly<Record<string, string | number | boolean>>) {
  return Object.entries(members).map(([member, after]) => ({ member, before: null, after }))
}

export function backedUp(file: string, manifest: Manifest): Happening {
  const changes = changesOf(contentsOf(file, manifest))
  return { action: 'data.backed_up', code: null, target: null, changes }
}

export function notBackedUp(file: string, code: string): Happening {
  return { action: 'data.backed_up', code, target: null, changes: changesOf({ file: basename(file) }) }
}

export function restored(file: string, manifest: Manifest): Happening {
  const changes = changesOf({ ...contentsOf(file, manifest), backedUpAt: manifest.createdAt })
  return { action: 'data.restored', code: null, target: null, changes }
}
