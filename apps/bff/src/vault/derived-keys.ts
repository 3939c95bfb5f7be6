import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'
import type { RingKey } from './key-ring.ts'

/** AES-256 and HKDF-SHA256 alike. */
export const keyBytes = 32

/** One key for each purpose, so that what one of them signs or seals means nothing to another. */
export const purposes = ['sealing', 'session-cookies', 'cursors', 'webhooks', 'audit'] as const
export type Purpose = (typeof purposes)[number]

/** RFC 5869. No salt: the ring's keys are uniformly random already (section 3.1). */
export function deriveKey(ringKey: RingKey, purpose: Purpose): KeyObject {
  const bytes = hkdfSync('sha256', ringKey.key, '', `patchbay/v1/${purpose}`, keyBytes)
  return createSecretKey(Buffer.from(bytes))
}
