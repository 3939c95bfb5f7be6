import { type Manifest, recordsIn } from '../archive/manifest.ts'

/** What an archive holds, as a person would count it. */
export function summaryOf(manifest: Manifest): string {
  const { counts, files, createdAt } = manifest
  const connections = counts['connections'] ?? 0
  return `${recordsIn(manifest)} records (${connections} connections) in ${files.length} files, as of ${createdAt}`
}
