import { readFile } from 'node:fs/promises'
import { createKeyFile } from './create-key-file.ts'
import { VaultError } from './vault-error.ts'

/**
 * The private key by which agents know their gateway, in OpenSSH's PEM form: read from `file`, or made there once, for its
 * owner alone.
 *
 * @param make a new one
 * @throws VaultError `key_file_unavailable`
 */
export async function loadOrCreateHostKey(file: string, make: () => Promise<string>): Promise<string> {
  try {
    return await readFile(file, 'utf8').catch(async (cause: NodeJS.ErrnoException) => {
      if (cause.code !== 'ENOENT') throw cause
      await createKeyFile(file, await make())
      return readFile(file, 'utf8')
    })
  } catch (cause) {
    throw new VaultError('key_file_unavailable', `The host key ${file} cannot be read or made.`, { cause })
  }
}
