import { randomBytes } from 'node:crypto'
import { readFile, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { syncFolder, writeDurably } from './create-key-file.ts'
import { newKeyEntry, parseKeyRing } from './key-ring.ts'
import { VaultError } from './vault-error.ts'

/**
 * Puts a new key before those of a key file: in one step, durable, for its owner alone. The others stay, and open what they
 * sealed.
 *
 * @throws VaultError `bad_key_ring`, `key_file_unavailable`
 */
export async function addKeyToFile(file: string): Promise<void> {
  const temporary = `${file}.${randomBytes(6).toString('hex')}.new`
  try {
    const before = (await readFile(file, 'utf8')).trim()
    parseKeyRing(before)
    await writeDurably(temporary, `${newKeyEntry()},${before}\n`)
    await rename(temporary, file)
    await syncFolder(dirname(file))
  } catch (cause) {
    await rm(temporary, { force: true })
    if (cause instanceof VaultError) throw cause
    throw new VaultError('key_file_unavailable', `The key file ${file} cannot be written.`, { cause })
  }
}
