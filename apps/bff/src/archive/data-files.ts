import { readdirSync } from 'node:fs'
import { join, relative } from 'node:path'

/** The folder of backups within a data folder. */
export const backupFolder = 'backups'

/** What belongs to the process that holds the folder, and what is made of the rest. */
const notOurs = new Set(['lock', 'lock-eviction', 'lock-owner.json', backupFolder, 'lost+found'])
/** Left by a process that was killed while it wrote. */
const temporary = /\.(json|sealed)\.\d+$|\.new$/

export const auditFile = 'audit.jsonl'
export const formatFile = 'format.json'
/** Whoever has one of them can open what is sealed, or be taken for this Patchbay by its agents. */
export const keyFiles: readonly string[] = ['keys', 'agent-host-key']

/** Paths of all files of a data folder that a backup holds, relative to it and in the order of their names. */
export function dataFiles(root: string): string[] {
  const top = readdirSync(root, { withFileTypes: true })
  return top
    .filter(({ name }) => !notOurs.has(name) && !name.startsWith('.'))
    .flatMap((entry) => (entry.isDirectory() ? below(root, entry.name) : entry.isFile() ? [entry.name] : []))
    .filter((path) => !temporary.test(path))
    .toSorted()
}

function below(root: string, folder: string): string[] {
  const entries = readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
}
