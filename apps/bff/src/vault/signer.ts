import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto'

/** HMAC-SHA256 in base64url for one purpose. */
export interface Signer {
  mac(data: string): string
  /** By each key of the ring, the first key's first: to find what was named by a mac before a rotation. */
  macs(data: string): readonly string[]
  /** True for a mac by any key of the ring; takes the same time for every wrong one. */
  verify(data: string, mac: string): boolean
}

export type SigningKeys = readonly [KeyObject, ...KeyObject[]]

/** The first key signs, all of them verify. @param keys those of the moment */
export function createSigner(keys: () => SigningKeys): Signer {
  return {
    mac: (data) => macOf(keys()[0], data),
    macs: (data) => keys().map((key) => macOf(key, data)),
    verify(data, mac) {
      const given = Buffer.from(mac, 'base64url')
      // Buffer.from skips what is not base64url: only the canonical form may pass, lest one mac have many spellings.
      if (given.length !== 32 || given.toString('base64url') !== mac) return false
      return keys()
        .map((key) => timingSafeEqual(digest(key, data), given))
        .includes(true)
    },
  }
}

function macOf(key: KeyObject, data: string): string {
  return digest(key, data).toString('base64url')
}

function digest(key: KeyObject, data: string): Buffer {
  return createHmac('sha256', key).update(data).digest()
}
