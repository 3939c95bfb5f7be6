import { hash, randomBytes } from 'node:crypto'

/** API keys that every server of a run knows. */
export const keys: readonly string[] = Array.from(
  { length: 100 },
  (_, index) => `pb_${hash('sha256', `bench ${index}`, 'base64url')}`,
)

/** 2 KB, as the tokens of large issuers are. */
export function tokenCredentials(refreshToken: string = randomBytes(256).toString('base64url')) {
  const accessToken = randomBytes(1_200).toString('base64url')
  return { kind: 'token' as const, accessToken, tokenType: 'Bearer', refreshToken, dpopKey: null }
}

export function pick<T>(values: readonly T[]): T {
  const value = values[Math.floor(Math.random() * values.length)]
  if (value === undefined) throw new TypeError('nothing to pick from')
  return value
}
