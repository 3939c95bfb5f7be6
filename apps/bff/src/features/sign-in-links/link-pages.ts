import { asWritten, escapeHtml, type HtmlPage } from '../../http/html-page.ts'
import type { Invitation } from './invitation.ts'
import type { Visit } from './visit.ts'

/** Whoever reads it may be anywhere, and there is no script that would know where. */
function inWords(time: string): string {
  const at = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' })
  return `${at.format(new Date(time))} UTC`
}

function fact(term: string, html: string): string {
  return `<div><dt>${term}</dt><dd>${html}</dd></div>`
}

function scopeList({ scopes }: Invitation): string {
  const items = scopes.map(({ value, description }) =>
    description === null
      ? `<li><bdi>${escapeHtml(value)}</bdi></li>`
      : `<li>${escapeHtml(description)} <small>(${asWritten(value)})</small></li>`,
  )
  return items.length === 0 ? 'What the application allows by itself.' : `<ul>${items.join('')}</ul>`
}

/**
 * What is asked of whom, and the button that goes on. Chromium holds redirects after a form to `form-action` as well,
 * and an application may pass its users on to any other place to sign in.
 */
export function invitationPage(invitation: Invitation): HtmlPage {
  const { application, connectionName, host, askedBy, patchbay, expiresAt, plainOrigins } = invitation
  const body = `<h1>Sign in to ${asWritten(application)}</h1>
<p>${asWritten(askedBy)} asks you to sign in, so that programs of your company can use your account there. Patchbay does not get to know your password.</p>
<dl>${fact('Connection', asWritten(connectionName))}${fact('Application', asWritten(application))}${
    host === null ? '' : fact('You sign in at', asWritten(host))
  }${fact('What it will be allowed', scopeList(invitation))}${fact('Asked by', `${asWritten(askedBy)}, at ${escapeHtml(patchbay)}`)}${fact('Good until', inWords(expiresAt))}</dl>
<form method="post"><button class="button">Sign in to ${asWritten(application)}</button></form>
<p class="quiet">If you did not expect this, close this page, and nothing happens. Until you have signed in, you can try as often as you need.</p>`
  const formAction = ["'self'", 'https:', ...plainOrigins]
  return { status: 200, title: 'Sign in', body, wide: true, formAction }
}

function notice(status: number, title: string, text: string): HtmlPage {
  return { status, title, body: `<h1>${title}</h1><p>${text}</p>` }
}

const again = 'Ask the person who sent it for a new one.'

const notices = {
  unknown: notice(404, 'This link is not valid', `It was withdrawn, or it is not complete. ${again}`),
  used: notice(
    410,
    'This link has been used',
    'Somebody has signed in by it, and nothing is left to do. You can close this page.',
  ),
  expired: notice(410, 'This link has expired', `It was good for 24 hours. ${again}`),
  online: notice(409, 'Nothing is left to do', 'Somebody has signed in already. You can close this page.'),
} as const satisfies Record<Exclude<Visit['standing'], 'live'>, HtmlPage>

export function noticePage(standing: keyof typeof notices): HtmlPage {
  return notices[standing]
}

export const foreignPage = notice(
  403,
  'That did not come from this page',
  'Open the link that you were sent, and sign in from there.',
)

export const busyPage = notice(
  429,
  'Too many attempts',
  'Too many links were tried from your network. Wait a minute, then open yours again.',
)

/** The application, or how the connection is set up, stands in the way. */
export const stuckPage: HtmlPage = {
  ...notice(
    502,
    'Signing in cannot begin',
    'The application cannot be reached, or the connection is not set up yet. Try again in a few minutes; if it stays so, tell the person who sent you the link.',
  ),
}

export const faultPage = notice(
  500,
  'Something went wrong',
  'That was not your doing, and nothing was changed. Open the link again in a few minutes.',
)
