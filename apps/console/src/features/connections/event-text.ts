import type { AuditEventReply } from '@patchbay/contracts/events'

type Sentences = { success: string; failure: string }

const sentences: Record<string, Sentences> = {
  'connection.created': { success: 'Created', failure: 'Could not be created' },
  'connection.updated': { success: 'Changed', failure: 'A change was refused' },
  'connection.deleted': { success: 'Deleted', failure: 'A deletion was refused' },
  'connection.tested': { success: 'Tested', failure: 'A test could not be run' },
  'connection.revoked': { success: 'Revoked', failure: 'Could not be revoked' },
  'connection.authorization_started': {
    success: 'Sign-in started',
    failure: 'A sign-in could not be started',
  },
  'connection.authorized': { success: 'Authorized', failure: 'A sign-in failed' },
  'connection.refreshed': { success: 'Token refreshed', failure: 'The token could not be refreshed' },
  'connection.token_read': { success: 'Token fetched', failure: 'A token was asked for and refused' },
}

/** `connection.some_thing` of a newer version -> `Some thing`. */
function inWords(action: string): string {
  const words = (action.split('.').at(-1) ?? action).replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** What happened, as a plain sentence without its full stop. */
export function eventText({ action, result }: Pick<AuditEventReply, 'action' | 'result'>): string {
  const known = sentences[action]
  if (known !== undefined) return known[result]
  return result === 'success' ? inWords(action) : `${inWords(action)}: failed`
}
