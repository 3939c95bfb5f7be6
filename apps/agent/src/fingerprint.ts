import { createHash } from 'node:crypto'

const form = /^SHA256:[A-Za-z0-9+/]{43}=?$/

/** As `ssh` and `ssh-keygen -l` show it. */
export function fingerprintOf(hostKey: Buffer): string {
  return `SHA256:${createHash('sha256').update(hostKey).digest('base64').replace(/=$/, '')}`
}

/** Null: it is no fingerprint. */
export function parseFingerprint(text: string): string | null {
  return form.test(text) ? text.replace(/=$/, '') : null
}
