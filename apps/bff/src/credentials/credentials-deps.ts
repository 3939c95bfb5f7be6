import type { Deps } from '../deps.ts'
import type { OAuthDeps } from '../oauth/client.ts'
import type { Refreshes } from './refreshes.ts'

/** What the rules of this room need. */
export type CredentialsDeps = Pick<
  Deps,
  'records' | 'vault' | 'outbound' | 'store' | 'log' | 'sandbox' | 'builtInClients' | 'traffic'
> & {
  readonly oauth: OAuthDeps
  readonly refreshes: Refreshes
}
