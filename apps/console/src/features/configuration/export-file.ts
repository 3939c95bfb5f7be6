import type { Configuration } from '@patchbay/contracts/configuration'

/** Offers an export as a file, named by its day. */
export function saveExport(configuration: Configuration): void {
  const text = `${JSON.stringify(configuration, null, 2)}\n`
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = `patchbay-${configuration.exportedAt.slice(0, 10)}.json`
  link.click()
  URL.revokeObjectURL(url)
}

/** What a chosen file holds; the server says whether it is an export. null: no JSON. */
export async function readExport(file: File): Promise<Configuration | null> {
  try {
    return JSON.parse(await file.text()) as Configuration
  } catch {
    return null
  }
}
