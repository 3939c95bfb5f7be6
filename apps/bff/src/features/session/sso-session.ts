import type { Deps } from '../../deps.ts'
import type { Browser } from '../../http/browser.ts'
import type { SessionRecord } from '../../records/session.ts'
import { endSession, type Proved, startSession } from './sessions.ts'

interface Entry {
  readonly user: Proved
  readonly sid: string | null
  readonly browser: Browser
  /** Token of the session that the browser may still hold. */
  readonly old: string | undefined
}

/** A session for whom a provider vouches, in place of the one of before. */
export async function startSsoSession(
  deps: Pick<Deps, 'records' | 'vault'>,
  { user, sid, browser, old }: Entry,
): Promise<{ token: string; session: SessionRecord }> {
  if (old !== undefined) await endSession(deps, old)
  return startSession(deps, user, { how: 'sso', sid, ...browser })
}
