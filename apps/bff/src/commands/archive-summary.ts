import type { Manifest } from '../archive/manifest.ts'

/** What an archive holds, as a person would count it. */
export function summaryOf({ counts, files, createdAt }: Manifest): string {
  const records = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const connections = counts['connections'] ?? 0
  return `${records} records (${connections} connections) in ${files.length} files, as of ${createdAt}`
}
