import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto'

/** HMAC-SHA256 in base64url for one purpose. */
export interface Signer {
  mac(data: string): string
  /** True for a mac by any key of the ring; takes the same time for every wrong one. */
  verify(data: string, mac: string): boolean
}

/** The first key signs, all of them verify. */
export function createSigner(keys: readonly [KeyObject, ...KeyObject[]]): Signer {
  return {
    mac: (data) => digest(keys[0], data).toString('base64url'),
    verify(data, mac) {
      const given = Buffer.from(mac, 'base64url')
      // Buffer.from skips what is not base64url: only the canonical form may pass, lest one mac have many spellings.
      if (given.length !== 32 || given.toString('base64url') !== mac) return false
      return keys.map((key) => timingSafeEqual(digest(key, data), given)).includes(true)
    },
  }
}

function digest(key: KeyObject, data: string): Buffer {
  return createHmac('sha256', key).update(data).digest()
}
