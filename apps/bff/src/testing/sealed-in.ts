import { textsBelow } from './texts-below.ts'

/** How much of a data folder is sealed with which key, of records and of the sandbox. */
export async function sealedIn(dir: string): Promise<Map<string, number>> {
  const counts = new Map<string, number>()
  for (const [path, text] of await textsBelow(dir)) {
    if (!/\.(json|sealed)$/.test(path)) continue
    for (const [, id = ''] of text.matchAll(/\bv1\.([\w-]{1,32})\.[\w-]{16}\./g)) {
      counts.set(id, (counts.get(id) ?? 0) + 1)
    }
  }
  return counts
}
