import type { Deps } from '../deps.ts'
import type { OAuthDeps } from '../oauth/client.ts'
import type { ConnectionRecord } from '../records/connection.ts'
import type { Refreshes } from './refreshes.ts'

/** What the rules of this room need. */
export type CredentialsDeps = Pick<
  Deps,
  'records' | 'vault' | 'outbound' | 'tunnels' | 'store' | 'log' | 'sandbox' | 'builtInClients' | 'traffic'
> & {
  readonly oauth: OAuthDeps
  readonly refreshes: Refreshes
  /** Told of a connection that somebody signed in; answers it as it is after what that leads to. */
  authorized(record: ConnectionRecord): Promise<ConnectionRecord>
}
