import type { AuthorizationErrorCode } from '@patchbay/contracts/authorizations'
import { signInLinkPath } from '../../public-urls.ts'
import { asWritten, escapeHtml, type HtmlPage } from '../../http/html-page.ts'
import type { CallbackOutcome } from './receive-callback.ts'

/** What the page tells besides the outcome. */
export interface LinkScene {
  /** null: it is not known which. */
  readonly application: string | null
  /** The account could be used at once. */
  readonly isTested: boolean
}

const notSetUp =
  'does not accept the connection as it is set up. That is not yours to mend: tell the person who sent you the link.'
const passing = 'cannot go on at the moment. Try again in a few minutes.'

/** For somebody who has never heard of OAuth. What the application said itself is for the admin, in the audit log. */
const sentences: Partial<Record<AuthorizationErrorCode, (application: string) => string>> = {
  access_denied: (application) =>
    `${application} was told not to allow the access, or your account may not allow it. Nothing was connected.`,
  invalid_client: (application) => `${application} ${notSetUp}`,
  unauthorized_client: (application) => `${application} ${notSetUp}`,
  invalid_scope: (application) => `${application} ${notSetUp}`,
  invalid_request: (application) => `${application} ${notSetUp}`,
  server_error: (application) => `${application} ${passing}`,
  application_unreachable: (application) => `${application} ${passing}`,
  settings_changed: () => 'The connection was changed while you were signing in, so it was not taken.',
  connection_deleted: () => 'The connection was removed while you were signing in. Nothing is left to do.',
}

function sentence({ error }: CallbackOutcome, application: string): string {
  const code = error?.code ?? 'other'
  if (code === 'link_ended') return error?.message ?? ''
  const known = sentences[code]
  if (known !== undefined) return known(application)
  return `The sign-in did not work, and nothing was changed. If it stays so, tell the person who sent you the link.`
}

function tryAgain(secret: string | null): string {
  return secret === null
    ? '<p class="quiet">You can close this page.</p>'
    : `<form method="get" action="${signInLinkPath}/${escapeHtml(secret)}"><button class="button">Try again</button></form>`
}

function done({ connectionName }: CallbackOutcome, { application, isTested }: LinkScene): string {
  const name = connectionName === null ? 'The connection' : asWritten(connectionName)
  const to = application === null ? 'signed in' : `connected to ${asWritten(application)}`
  const untested = `<p class="quiet">Your account could not read everything yet. The person who sent you the link can see why; you need do nothing.</p>`
  return `<h1>Done, you can close this page</h1><p>${name} is ${to}.</p>${isTested ? '' : untested}`
}

/** Ends a journey by a sign-in link: plain, with no script, and no word of what only admins know. */
export function linkCallbackPage(outcome: CallbackOutcome, scene: LinkScene): HtmlPage {
  const { status, error, link } = outcome
  if (error === null) return { status, title: 'Done', body: done(outcome, scene) }
  // Refusals of our own say it in words for everybody.
  const text =
    outcome.authorizationId === null
      ? error.message
      : status === 410
        ? 'That took longer than 10 minutes, so it was stopped. Nothing was connected.'
        : sentence(outcome, scene.application ?? 'The application')
  const body = `<h1>Not connected</h1><p dir="auto">${escapeHtml(text)}</p>${tryAgain(link?.secret ?? null)}`
  return { status, title: 'Not connected', body, formAction: ["'self'"] }
}
