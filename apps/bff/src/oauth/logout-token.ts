import { type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose'
import { JOSEError } from 'jose/errors'
import { OAuthError } from './oauth-error.ts'

/** Whose sessions a provider has ended. */
export interface LogoutNotice {
  readonly issuer: string
  /** Of the token, which counts once. */
  readonly id: string
  readonly subject: string | null
  readonly sid: string | null
}

const event = 'http://schemas.openid.net/event/backchannel-logout'
/** How old a token may be that arrives. */
export const logoutTokenLifetimeS = 300
const clockToleranceS = 60

function refused(what: string, cause?: unknown): OAuthError {
  return new OAuthError('invalid_request', `The logout token ${what}.`, { cause })
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

/** OpenID Connect Back-Channel Logout 1.0 section 2.6, steps 4 to 7. */
function noticeIn({ iss = '', sub, sid, events, nonce, jti }: JWTPayload): LogoutNotice {
  if (!isObject(events) || !isObject(events[event])) throw refused('names no logout')
  if (nonce !== undefined) throw refused('has a nonce, as ID tokens have')
  if (typeof jti !== 'string' || jti === '') throw refused('has no jti')
  const notice = { issuer: iss, id: jti, subject: sub ?? null, sid: typeof sid === 'string' ? sid : null }
  if (notice.subject === null && notice.sid === null) throw refused('names neither a subject nor a session')
  return notice
}

/** @throws OAuthError `invalid_request` */
export async function readLogoutToken(
  token: string,
  keys: JWTVerifyGetKey,
  expected: { readonly issuer: string; readonly audience: string },
): Promise<LogoutNotice> {
  try {
    const { payload } = await jwtVerify(token, keys, {
      ...expected,
      maxTokenAge: logoutTokenLifetimeS,
      clockTolerance: clockToleranceS,
    })
    return noticeIn(payload)
  } catch (error) {
    if (error instanceof JOSEError) throw refused('cannot be believed', error)
    throw error
  }
}
