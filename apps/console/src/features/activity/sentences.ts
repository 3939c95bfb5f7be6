import type { AuditEventReply } from '@patchbay/contracts/events'

/** What succeeded, and what was refused. `{actor}`: who did it; `{target}`: what it happened to. */
type Sentences = readonly [success: string, failure: string]

const record = (noun: string): Record<string, Sentences> => ({
  created: [`{actor} created the ${noun} {target}`, `{actor} could not create the ${noun} {target}`],
  updated: [`{actor} changed the ${noun} {target}`, `{actor} could not change the ${noun} {target}`],
  deleted: [`{actor} deleted the ${noun} {target}`, `{actor} could not delete the ${noun} {target}`],
})

const connection: Record<string, Sentences> = {
  ...record('connection'),
  authorization_started: [
    '{actor} began to authorize {target}',
    '{actor} could not begin to authorize {target}',
  ],
  authorized: ['{actor} authorized {target}', '{actor} could not authorize {target}'],
  offline: ['{target} went offline', '{target} went offline'],
  online: ['{target} came back online', '{target} came back online'],
  replaced: [
    '{actor} replaced {target} by another connection wherever it was used',
    '{actor} could not replace {target} by another connection',
  ],
  revoked: ['{actor} revoked {target}', '{actor} could not revoke {target}'],
  tested: ['{actor} tested {target}', '{actor} could not test {target}'],
  tokens_imported: ['{actor} imported tokens into {target}', '{actor} could not import tokens into {target}'],
}

const signInLink: Record<string, Sentences> = {
  created: ['{actor} made a sign-in link for {target}', '{actor} could not make a sign-in link for {target}'],
  used: ['{actor} began to authorize {target}', '{actor} could not begin to authorize {target}'],
  withdrawn: [
    '{actor} withdrew the sign-in link of {target}',
    '{actor} could not withdraw the sign-in link of {target}',
  ],
}

const agent: Record<string, Sentences> = {
  ...record('agent'),
  token_regenerated: [
    '{actor} made a new access token for the agent {target}',
    '{actor} could not make a new access token for the agent {target}',
  ],
}

const iClient: Record<string, Sentences> = {
  ...record('iClient'),
  registered: ['{actor} registered the iClient {target}', '{actor} could not register the iClient {target}'],
}

const apiKey: Record<string, Sentences> = {
  ...record('API key'),
  revoked: ['{actor} revoked the API key {target}', '{actor} could not revoke the API key {target}'],
}

const integration: Record<string, Sentences> = {
  ...record('integration'),
  connection_registered: [
    '{actor} registered a connection with {target}',
    '{actor} could not register a connection with {target}',
  ],
  connection_deregistered: [
    '{actor} deregistered a connection from {target}',
    '{actor} could not deregister a connection from {target}',
  ],
  connection_replaced: [
    '{actor} replaced a connection in {target}',
    '{actor} could not replace a connection in {target}',
  ],
  replacement_undone: [
    '{actor} undid the replacement of a connection in {target}',
    '{actor} could not undo the replacement of a connection in {target}',
  ],
}

const flow: Record<string, Sentences> = {
  ...record('flow'),
  step_added: [
    '{actor} added a step to the flow {target}',
    '{actor} could not add a step to the flow {target}',
  ],
  step_changed: [
    '{actor} changed a step of the flow {target}',
    '{actor} could not change a step of the flow {target}',
  ],
  step_removed: [
    '{actor} removed a step from the flow {target}',
    '{actor} could not remove a step from the flow {target}',
  ],
}

const webhook: Record<string, Sentences> = {
  ...record('webhook'),
  delivery_retried: [
    '{actor} sent a message to the webhook {target} again',
    '{actor} could not send a message to the webhook {target} again',
  ],
  secret_rotated: [
    '{actor} made a new secret for the webhook {target}',
    '{actor} could not make a new secret for the webhook {target}',
  ],
  switched_off: [
    '{actor} switched off the webhook {target}, which had failed for days',
    'The webhook {target} could not be switched off',
  ],
  tested: ['{actor} tested the webhook {target}', '{actor} could not test the webhook {target}'],
}

const notifications: Record<string, Sentences> = {
  mailed: [
    '{actor} mailed the recipients of notifications',
    '{actor} could not mail the recipients of notifications',
  ],
  tested: ['{actor} sent a test mail', '{actor} could not send a test mail'],
  updated: ['{actor} changed who is notified', '{actor} could not change who is notified'],
}

const session: Record<string, Sentences> = {
  signed_in: ['{actor} signed in', '{actor} could not sign in'],
  signed_out: ['{actor} signed out', '{actor} could not sign out'],
  ended: [
    'Single sign-on ended the sessions of {target}',
    'Single sign-on could not end the sessions of {target}',
  ],
}

const user: Record<string, Sentences> = {
  ...record('user'),
  changed: ['{actor} changed the user {target}', '{actor} could not change the user {target}'],
  disabled: ['{actor} disabled {target}', '{actor} could not disable {target}'],
  enabled: ['{actor} enabled {target}', '{actor} could not enable {target}'],
  invited: ['{actor} invited {target}', '{actor} could not invite {target}'],
  link_created: [
    '{actor} made a new one-time link for {target}',
    '{actor} could not make a new one-time link for {target}',
  ],
  // Nobody is signed in before: the one who is from then on is who it happened to.
  link_used: ['{target} signed in by a one-time link', '{actor} could not use a one-time link'],
  session_ended: ['{actor} ended a session of {target}', '{actor} could not end a session of {target}'],
  sessions_ended: [
    '{actor} ended all sessions of {target}',
    '{actor} could not end the sessions of {target}',
  ],
}

const account: Record<string, Sentences> = {
  changed: ['{actor} changed their account', '{actor} could not change their account'],
  password_changed: ['{actor} changed their password', '{actor} could not change their password'],
  session_ended: ['{actor} ended one of their sessions', '{actor} could not end one of their sessions'],
  sessions_ended: ['{actor} ended their other sessions', '{actor} could not end their other sessions'],
}

const totp: Record<string, Sentences> = {
  started: ['{actor} began to set up an authenticator app', '{actor} could not set up an authenticator app'],
  added: ['{actor} set up an authenticator app', '{actor} could not set up an authenticator app'],
  removed: ['{actor} removed the authenticator app', '{actor} could not remove the authenticator app'],
}

const passkey: Record<string, Sentences> = {
  added: ['{actor} added the passkey {target}', '{actor} could not add a passkey'],
  renamed: ['{actor} renamed the passkey {target}', '{actor} could not rename the passkey {target}'],
  removed: ['{actor} removed the passkey {target}', '{actor} could not remove the passkey {target}'],
}

const activity: Record<string, Sentences> = {
  exported: ['{actor} exported the activity log', '{actor} could not export the activity log'],
  log_damaged: [
    '{actor} found that somebody was at the activity log',
    '{actor} found the end of the activity log missing or changed',
  ],
}

const configuration: Record<string, Sentences> = {
  exported: ['{actor} exported the configuration', '{actor} could not export the configuration'],
  imported: ['{actor} imported a configuration', '{actor} could not import a configuration'],
}

const data: Record<string, Sentences> = {
  backed_up: ['{actor} made a backup', '{actor} could not make a backup'],
  restored: ['{actor} restored a backup', '{actor} could not restore a backup'],
  rekeyed: ['{actor} sealed all secrets anew', '{actor} could not seal all secrets anew'],
}

const setup: Record<string, Sentences> = {
  completed: ['{actor} set up Patchbay', '{actor} could not set up Patchbay'],
}

/** By the two parts of an action's name. */
const sentences: Readonly<Record<string, Readonly<Record<string, Sentences>>>> = {
  account,
  activity,
  agent,
  api_key: apiKey,
  configuration,
  connection,
  data,
  flow,
  iclient: iClient,
  integration,
  notifications,
  passkey,
  session,
  setup,
  sign_in_link: signInLink,
  totp,
  user,
  webhook,
}

/** The first parts of all actions. */
export const sentenceGroups = Object.keys(sentences)

/** null: an action of a newer server. */
export function sentenceOf(action: string): Sentences | null {
  const [group = '', verb = ''] = action.split('.')
  return sentences[group]?.[verb] ?? null
}

/** `user.moved_away` -> `moved away`. */
const inWords = (action: string): string => (action.split('.').at(-1) ?? action).replaceAll('_', ' ')

type Told = Pick<AuditEventReply, 'action' | 'result' | 'actorName' | 'actorKind' | 'target'>

export interface SentencePart {
  readonly kind: 'text' | 'actor' | 'target'
  readonly text: string
}

const strangers = {
  user: 'A user',
  key: 'An API key',
  link: 'Somebody with a sign-in link',
  visitor: 'Somebody who was not signed in',
  operator: 'The operator of the server',
  patchbay: 'Patchbay',
} as const

function actorOf({ actorName, actorKind }: Told): string {
  if (actorName === null) return actorKind === null ? 'Somebody' : strangers[actorKind]
  if (actorKind === 'key') return `The API key ${actorName}`
  return actorKind === 'operator' ? `The operator ${actorName}` : actorName
}

/** What happened, as a plain sentence without its full stop, in parts of which two are names. */
export function sentenceParts(event: Told): SentencePart[] {
  const { action, result, target } = event
  const known = sentenceOf(action)
  const other = result === 'success' ? `{actor}: ${inWords(action)}` : `{actor}: ${inWords(action)}, refused`
  const sentence = known?.[result === 'success' ? 0 : 1] ?? other
  return sentence.split(/(\{actor\}|\{target\})/).flatMap((text): SentencePart[] => {
    if (text === '{actor}') return [{ kind: 'actor', text: actorOf(event) }]
    if (text !== '{target}') return text === '' ? [] : [{ kind: 'text', text }]
    return target === null ? [] : [{ kind: 'target', text: target.name ?? target.id }]
  })
}

export function plainSentence(event: Told): string {
  return sentenceParts(event)
    .map(({ text }) => text)
    .join('')
    .replaceAll(/\s+/g, ' ')
    .trim()
}
