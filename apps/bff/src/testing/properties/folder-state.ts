import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** Who calls and what happens is kept, whatever comes of a call; and of an authorization that it was tried. */
const notOfCalls =
  /^(sessions|authorizations|authorization-states|device-authorizations|webhook-deliveries|notices)\/|^audit/

/** What the records are now: each write makes another file of one. */
export async function folderState(dir: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true })
  const state = new Map<string, string>()
  for (const entry of entries.filter((each) => each.isFile())) {
    const path = join(entry.parentPath, entry.name)
    const name = path.slice(dir.length + 1)
    if (notOfCalls.test(name) || name.endsWith('.lock')) continue
    const { ino, size, mtimeMs } = await stat(path).catch(() => ({ ino: 0, size: 0, mtimeMs: 0 }))
    state.set(name, `${ino} ${size} ${mtimeMs}`)
  }
  return state
}

export function changesBetween(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): string[] {
  const names = new Set([...before.keys(), ...after.keys()])
  return [...names].filter((name) => before.get(name) !== after.get(name))
}
