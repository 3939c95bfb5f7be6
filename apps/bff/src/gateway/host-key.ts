import { hash } from 'node:crypto'
import { VaultError } from '../vault/vault-error.ts'

const mostAttempts = 20
const magic = 'openssh-key-v1\0'

/**
 * A new ed25519 key in OpenSSH's PEM form. One in some hundreds that ssh2 makes lacks a byte, and cannot be read again.
 *
 * @throws VaultError `key_file_unavailable`
 */
export async function newHostKey(): Promise<string> {
  const { default: ssh2 } = await import('ssh2')
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    const { private: key } = ssh2.utils.generateKeyPairSync('ed25519', { comment: 'patchbay' })
    const read = ssh2.utils.parseKey(key)
    if (read instanceof Error) continue
    const signature = read.sign(magic)
    if (Buffer.isBuffer(signature) && read.verify(magic, signature)) return key
  }
  throw new VaultError('key_file_unavailable', 'No host key for the agents’ gateway could be made.')
}

/** The first string field at `at` (RFC 4251 section 5): four bytes of length, then that many. */
function stringAt(bytes: Buffer, at: number): Buffer {
  const length = bytes.readUInt32BE(at)
  return bytes.subarray(at + 4, at + 4 + length)
}

/** The public part of a private key file, which it carries in clear (OpenSSH's PROTOCOL.key). */
function publicPart(pem: string): Buffer {
  const bytes = Buffer.from(pem.replaceAll(/-----[^-]+-----/g, ''), 'base64')
  if (bytes.subarray(0, magic.length).toString('latin1') !== magic) throw new RangeError('no OpenSSH key')
  let at = magic.length
  // Cipher, key derivation and its options come first.
  for (let field = 0; field < 3; field += 1) at += 4 + stringAt(bytes, at).length
  const numberOfKeys = 4
  return stringAt(bytes, at + numberOfKeys)
}

/** `SHA256:…` as `ssh-keygen -l` prints it. @throws VaultError `key_file_unavailable` */
export function fingerprintOf(hostKey: string): string {
  try {
    return `SHA256:${hash('sha256', publicPart(hostKey), 'base64').replace(/=+$/, '')}`
  } catch (cause) {
    const message = 'The host key of the agents’ gateway (agent-host-key in the data folder) cannot be read.'
    throw new VaultError('key_file_unavailable', message, { cause })
  }
}
