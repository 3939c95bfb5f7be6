import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Long enough that none is met by chance. */
const gram = 16

/** By their beginnings, so that a text is gone through once, however many there are. */
function indexOf(secrets: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const long = secrets.filter((secret) => secret.length >= gram)
  return Map.groupBy(new Set(long), (secret) => secret.slice(0, gram))
}

function found(text: string, index: ReadonlyMap<string, readonly string[]>): boolean {
  for (let at = 0; at + gram <= text.length; at += 1) {
    const candidates = index.get(text.slice(at, at + gram))
    if (candidates?.some((secret) => text.startsWith(secret, at)) === true) return true
  }
  return false
}

async function filesBelow(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

/** Where a secret lies in the clear. */
export async function leaksIn(
  { dir, lines }: { readonly dir: string; readonly lines: readonly string[] },
  secrets: readonly string[],
): Promise<string[]> {
  const index = indexOf(secrets)
  const leaks = found(lines.join('\n'), index) ? ['the log'] : []
  for (const file of await filesBelow(dir)) {
    if (found(await readFile(file, 'utf8'), index)) leaks.push(file)
  }
  return leaks
}

/** Files that are not what they should be, and those that were set aside for it. */
export async function brokenIn(dir: string): Promise<string[]> {
  const broken: string[] = []
  for (const file of await filesBelow(dir)) {
    if (file.includes('/damaged/')) broken.push(file)
    else if (file.endsWith('.json')) {
      try {
        JSON.parse(await readFile(file, 'utf8'))
      } catch {
        broken.push(file)
      }
    }
  }
  return broken
}
