/** Run as a process of its own: opens a data folder as a start does, and kills itself amidst it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { flushCompileCache } from 'node:module'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { openJsonStore } from '../stores/json/json-store.ts'
import type { Store } from '../stores/store.ts'
import { prepareFolder } from './prepare-folder.ts'
import { currentFormat } from './record-format.ts'

const log = { warn: () => {}, error: () => {} }

export function openMigrated(dir: string): Promise<Store> {
  return openJsonStore({ dir, log, prepare: (root) => prepareFolder(root, log) })
}

/** Whether something is in a folder already, by its name. */
function isIn(folder: string, name: RegExp): boolean {
  return existsSync(folder) && readdirSync(folder).some((each) => name.test(each))
}

function has(file: string, word: string): boolean {
  try {
    return readFileSync(file, 'utf8').includes(word)
  } catch {
    // It is not there yet.
    return false
  }
}

/** Whether this part of a folder's records has the new member. */
function areDone(folder: string, member: string, share: number) {
  return (root: string) => {
    const names = readdirSync(join(root, folder)).filter((name) => name.endsWith('.json'))
    return names.filter((name) => has(join(root, folder, name), member)).length >= names.length * share
  }
}

/** When a migration is killed; each comes between two steps of it. */
export const moments: Readonly<Record<string, (root: string) => boolean>> = {
  'as it looks at one moment of it': (root) => isIn(root, /^\.snapshot/),
  'as it writes the backup': (root) => isIn(join(root, 'backups'), /\.partial$/),
  'as the backup is there': (root) => isIn(join(root, 'backups'), /\.gz$/),
  'as it is written down as begun': (root) => has(join(root, 'format.json'), 'migrating'),
  'with some users done': areDone('users', '"role"', 0.4),
  'with most users done': areDone('users', '"role"', 0.8),
  'with some sessions done': areDone('sessions', '"how"', 0.4),
  'with all sessions done': areDone('sessions', '"how"', 1),
  'as it is written down as done': (root) => has(join(root, 'format.json'), `"format":${currentFormat}`),
}

if (process.argv[1] === import.meta.filename) {
  const [root = '', moment = ''] = process.argv.slice(2)
  // A killed process would not save it at its end.
  flushCompileCache()
  void openMigrated(root)
  // It is looked at between any two steps, so that none is missed.
  while (moments[moment]?.(root) !== true) await nextTurn()
  process.kill(process.pid, 'SIGKILL')
}
