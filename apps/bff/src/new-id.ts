import { randomBytes } from 'node:crypto'

export type IdPrefix =
  | 'conn'
  | 'agt'
  | 'icl'
  | 'usr'
  | 'authz'
  | 'evt'
  | 'whk'
  | 'msg'
  | 'ntc'
  | 'int'
  | 'flow'
  | 'step'
  | 'repl'
  | 'pky'

/** A random id of 120 bits, such as `conn_…`. */
export function newId(prefix: IdPrefix): string {
  return `${prefix}_${randomBytes(15).toString('base64url')}`
}

/** 256 random bits as base64url, for what must not be guessed. */
export function randomToken(): string {
  return randomBytes(32).toString('base64url')
}
