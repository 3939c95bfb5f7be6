import type { OAuthError } from '../oauth/oauth-error.ts'
import type { ConnectionRecord } from '../records/connection.ts'
import { accessOf } from './client-of.ts'

const endings: Partial<Record<OAuthError['code'], string>> = {
  invalid_grant:
    'The application ended the access: it expired, was revoked or was used elsewhere. Authorize again.',
  invalid_client:
    'The application no longer accepts the client ID and secret. Correct the iClient, then authorize again.',
  unauthorized_client:
    'The application no longer allows this client to refresh. Check the client there, then authorize again.',
}

const refusedPassword =
  'The application does not accept the user name and password any more. Correct them, then authorize again.'
const lostAnswer =
  'Patchbay was cut off while it renewed the access, and the application takes the old refresh token no more. Authorize again.'

export const unrenewable =
  'The access token has expired and the application gave none to renew it with. Authorize again.'

/** What ends the access for good, in words for the admin; undefined: another try may succeed. */
export function endingOf(error: OAuthError, record: ConnectionRecord): string | undefined {
  if (error.message === unrenewable) return unrenewable
  // Elsewhere it is no word for the end: Exact Online says it of a refresh that comes too early.
  if (error.code === 'access_denied' && accessOf(record).kind === 'cookie') return refusedPassword
  const isCutOff = (record.renewingSince ?? null) !== null
  if (error.code === 'invalid_grant' && isCutOff) return lostAnswer
  return endings[error.code]
}
