// oxlint-disable no-underscore-dangle -- the names are of ssh2
import { createSecretKey, type KeyObject } from 'node:crypto'

/** What ssh2 has of the keys of a connection, by names of its own; it is pinned to one version. */
interface Ciphers {
  _protocol?: {
    _cipher?: { _encKey?: Buffer | KeyObject }
    _decipher?: { _decipherKey?: Buffer | KeyObject }
  }
}

/**
 * ssh2 makes a cipher for each packet, and Node reads the key anew for each cipher unless it is a KeyObject: that takes
 * twice as long as all the rest. To be called when new keys are in use.
 *
 * @param side a Client or Connection of ssh2
 */
export function quicken(side: object): void {
  const { _protocol: { _cipher: cipher, _decipher: decipher } = {} } = side as Ciphers
  if (Buffer.isBuffer(cipher?._encKey)) cipher._encKey = createSecretKey(cipher._encKey)
  if (Buffer.isBuffer(decipher?._decipherKey)) decipher._decipherKey = createSecretKey(decipher._decipherKey)
}
