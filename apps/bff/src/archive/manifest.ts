import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import * as z from 'zod'

export const manifestName = 'manifest.json'

/** Stays within the folder that it is taken to be in, on every system. */
const path = z.string().regex(/^(?!(.*\/)?\.{1,2}(\/|$))[^/\\\0:]+(\/[^/\\\0:]+)*$/)

const manifestSchema = z.object({
  kind: z.literal('patchbay-backup'),
  createdAt: z.iso.datetime(),
  /** Of the records. */
  format: z.int().min(1),
  /** Whether the files that open what is sealed are among the others. */
  keys: z.boolean(),
  /** Records by collection. */
  counts: z.record(z.string(), z.int().min(0)),
  files: z.array(z.object({ path, size: z.int().min(0), sha256: z.string().regex(/^[0-9a-f]{64}$/) })),
})

export type Manifest = z.output<typeof manifestSchema>
type FileEntry = Manifest['files'][number]

/** null: it is none. */
export function parseManifest(text: string): Manifest | null {
  try {
    return manifestSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

/** How many records an archive holds, of all collections. */
export function recordsIn({ counts }: Pick<Manifest, 'counts'>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0)
}

const largeBytes = 1_048_576
const sideBySide = 16

async function describe(root: string, file: string): Promise<FileEntry> {
  const { size } = await stat(join(root, file))
  const hash = createHash('sha256')
  if (size < largeBytes) hash.update(await readFile(join(root, file)))
  else for await (const chunk of createReadStream(join(root, file))) hash.update(chunk as Buffer)
  return { path: file, size, sha256: hash.digest('hex') }
}

function countsOf(files: readonly string[]): Manifest['counts'] {
  const records = files.filter((file) => /^[a-z][a-z0-9-]*\/[^/]+\.json$/.test(file))
  const byFolder = Object.groupBy(records, (file) => dirname(file))
  return Object.fromEntries(Object.entries(byFolder).map(([name, all]) => [name, all?.length ?? 0]))
}

export async function makeManifest(
  root: string,
  files: readonly string[],
  about: Pick<Manifest, 'format' | 'keys'>,
): Promise<Manifest> {
  const described: FileEntry[] = []
  for (let start = 0; start < files.length; start += sideBySide) {
    const some = files.slice(start, start + sideBySide)
    described.push(...(await Promise.all(some.map((file) => describe(root, file)))))
  }
  const createdAt = new Date().toISOString()
  return { kind: 'patchbay-backup', createdAt, ...about, counts: countsOf(files), files: described }
}
