import { signOnPath } from '@patchbay/contracts/sign-in'
import express, { type Router } from 'express'
import { writeAudit } from '../../http/audit.ts'
import { type LogoutNotice, logoutTokenLifetimeS } from '../../oauth/logout-token.ts'
import { OAuthError } from '../../oauth/oauth-error.ts'
import type { SingleSignOn } from '../../oauth/single-sign-on.ts'
import type { SignInDeps } from '../../sign-in/sign-in-deps.ts'
import { nameOfRecord } from '../../records/named-record.ts'
import { endSessionsFor } from './end-sessions.ts'

const readForm = express.urlencoded({ extended: false, limit: '64kb' })
/** As long as a token could come again, with what clocks may differ. */
const rememberMs = 2 * logoutTokenLifetimeS * 1000

/** Each notice counts once (section 2.6). Those that are over are let go, so that none is kept for nothing. */
function onceOnly(): (notice: LogoutNotice) => boolean {
  const seen = new Map<string, number>()
  return ({ id }) => {
    const now = Date.now()
    for (const [key, until] of seen) if (until <= now) seen.delete(key)
    if (seen.has(id)) return false
    seen.set(id, now + rememberMs)
    return true
  }
}

/** The provider tells that it has ended somebody's session (OpenID Connect Back-Channel Logout 1.0). */
export function backchannelRoute(router: Router, deps: SignInDeps, sso: SingleSignOn): void {
  const isNew = onceOnly()

  router.post(`${signOnPath}/backchannel-logout`, readForm, async (request, response) => {
    response.set('Cache-Control', 'no-store')
    const { logout_token: token = '' } = (request.body ?? {}) as { logout_token?: unknown }
    try {
      const notice = await sso.readLogout(String(token))
      if (!isNew(notice)) throw new OAuthError('invalid_request', 'The logout token was used before.')
      for (const userId of await endSessionsFor(deps, notice)) {
        const target = {
          collection: 'users',
          id: userId,
          name: await nameOfRecord(deps.records, 'users', userId),
        }
        await writeAudit(deps, { request, caller: null }, { action: 'session.ended', code: null, target })
      }
      response.status(200).end()
    } catch (error) {
      if (!(error instanceof OAuthError)) throw error
      request.log.warn({ err: error }, 'logout token refused')
      response.status(400).json({ error: 'invalid_request', error_description: error.message })
    }
  })
}
