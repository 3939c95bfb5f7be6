import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** How much of a data folder is sealed with which key, of records and of the sandbox. */
export async function sealedIn(dir: string): Promise<Map<string, number>> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true })
  const files = entries.filter((each) => each.isFile() && /\.(json|sealed)$/.test(each.name))
  const counts = new Map<string, number>()
  for (const file of files) {
    // One that is replaced at this moment is there again under its name.
    const text = await readFile(join(file.parentPath, file.name), 'utf8').catch(() => '')
    for (const [, id = ''] of text.matchAll(/\bv1\.([\w-]{1,32})\.[\w-]{16}\./g)) {
      counts.set(id, (counts.get(id) ?? 0) + 1)
    }
  }
  return counts
}
