import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Every file by its path in the folder. One that is replaced at this moment is there under its name, and the unfinished one gone. */
export async function textsBelow(dir: string): Promise<Map<string, string>> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true })
  const paths = entries.filter((each) => each.isFile()).map(({ parentPath, name }) => join(parentPath, name))
  const texts = new Map<string, string>()
  for (const path of paths) {
    const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error
    })
    if (text !== undefined) texts.set(path.slice(dir.length + 1), text)
  }
  return texts
}
