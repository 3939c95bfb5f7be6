import type { Connection } from '@patchbay/contracts/connection'

/** Whether programs can fetch a token; else they can only send their requests through the connection. */
export function givesToken({ authType }: Pick<Connection, 'authType'>): boolean {
  return authType !== 'cookie' && authType !== 'basic'
}
