import { randomBytes } from 'node:crypto'
import { link, mkdir, open, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Makes a file with a new key, for its owner alone, durable when this resolves. By link(), which never replaces a
 * file: of two processes that start at once, both use the first one's key.
 */
export async function createKeyFile(file: string, text: string): Promise<void> {
  const folder = dirname(file)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const temporary = `${file}.${randomBytes(6).toString('hex')}.new`
  try {
    await writeDurably(temporary, text)
    await link(temporary, file).catch(ignoreIfPresent)
  } finally {
    await rm(temporary, { force: true })
  }
  await syncFolder(folder)
}

export async function writeDurably(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function ignoreIfPresent(cause: NodeJS.ErrnoException): void {
  if (cause.code !== 'EEXIST') throw cause
}
