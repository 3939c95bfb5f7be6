import type { AuditEventReply } from '@patchbay/contracts/events'
import { signInLinkPrefix } from '@patchbay/contracts/sign-in-links'

type Sentences = { success: string; failure: string }

const sentences: Record<string, Sentences> = {
  'connection.created': { success: 'Created', failure: 'Could not be created' },
  'connection.updated': { success: 'Changed', failure: 'A change was refused' },
  'connection.deleted': { success: 'Deleted', failure: 'A deletion was refused' },
  'connection.replaced': {
    success: 'Replaced by another connection wherever it was used',
    failure: 'Could not be replaced',
  },
  'connection.tested': { success: 'Tested', failure: 'A test could not be run' },
  'connection.revoked': { success: 'Revoked', failure: 'Could not be revoked' },
  'connection.authorization_started': {
    success: 'Sign-in started',
    failure: 'A sign-in could not be started',
  },
  'connection.authorized': { success: 'Authorized', failure: 'A sign-in failed' },
  'connection.refreshed': { success: 'Token refreshed', failure: 'The token could not be refreshed' },
  'connection.tokens_imported': { success: 'Tokens imported', failure: 'Tokens could not be imported' },
  'sign_in_link.created': { success: 'Sign-in link made', failure: 'A sign-in link could not be made' },
  'sign_in_link.used': {
    success: 'Sign-in started by the sign-in link',
    failure: 'The sign-in link could not start a sign-in',
  },
  'sign_in_link.withdrawn': {
    success: 'Sign-in link withdrawn',
    failure: 'No sign-in link was there to withdraw',
  },
  'connection.offline': { success: 'Went offline', failure: 'Went offline' },
  'connection.online': { success: 'Online again', failure: 'Online again' },
  'connection.token_read': { success: 'Token fetched', failure: 'A token was asked for and refused' },
}

/** `connection.some_thing` of a newer version -> `Some thing`. */
function inWords(action: string): string {
  const words = (action.split('.').at(-1) ?? action).replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const byLink: Record<string, Sentences> = {
  'connection.authorized': {
    success: 'Authorized by the sign-in link',
    failure: 'A sign-in by the sign-in link failed',
  },
}

/** What happened, as a plain sentence without its full stop. */
export function eventText({
  action,
  result,
  actor,
}: Pick<AuditEventReply, 'action' | 'result' | 'actor'>): string {
  const isByLink = actor?.startsWith(signInLinkPrefix) === true
  const known = (isByLink ? byLink[action] : undefined) ?? sentences[action]
  if (known !== undefined) return known[result]
  return result === 'success' ? inWords(action) : `${inWords(action)}: failed`
}
