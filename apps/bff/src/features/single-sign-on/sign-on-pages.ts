import { signOnPath } from '@patchbay/contracts/sign-in'
import { asWritten, escapeHtml, type HtmlPage } from '../../http/html-page.ts'
import type { HttpProblem } from '../../http/http-problem.ts'

function page(status: number, title: string, html: string): HtmlPage {
  const back = '<p><a class="button" href="/sign-in">Back to the sign-in page</a></p>'
  return { status, title, body: `<h1>${title}</h1><p>${html}</p>${back}` }
}

/** For a browser that a page elsewhere has sent: nobody is signed in who has not asked for it. */
export function askPage(label: string, to: string): HtmlPage {
  const href = escapeHtml(`${signOnPath}?${new URLSearchParams({ to }).toString()}`)
  const go = `<p><a class="button" href="${href}">Continue with ${asWritten(label)}</a></p>`
  const what =
    'Another site has sent you here. Continue if you want to sign in to Patchbay; close this page if not.'
  return {
    status: 200,
    title: 'Sign in to Patchbay',
    body: `<h1>Sign in to Patchbay</h1><p>${what}</p>${go}`,
  }
}

export function unreachablePage(label: string): HtmlPage {
  const what = `${asWritten(label)} does not answer as it should, so nobody can sign in by it right now.`
  return page(502, 'Signing in is not possible', `${what} Try again in a few minutes; the log says more.`)
}

export function calledOffPage(label: string): HtmlPage {
  return page(403, 'You are not signed in', `Signing in at ${asWritten(label)} was called off. Try again.`)
}

export const strayPage = page(
  400,
  'This sign-in cannot go on',
  'It began more than ten minutes ago, in another browser, or was replaced by a newer one. Begin again.',
)

export function noRolePage(label: string): HtmlPage {
  const what = `You are signed in at ${asWritten(label)}, but nothing there gives you a role in Patchbay.`
  return page(403, 'You have no access', `${what} Ask whoever looks after accounts there.`)
}

export function refusedPage({ status, message }: HttpProblem): HtmlPage {
  return page(status, 'You are not signed in', asWritten(message))
}

export const faultPage = page(
  500,
  'Something went wrong',
  'That was not your doing, and nothing was changed. Try again in a moment.',
)
