import { asWritten, type HtmlPage } from '../../http/html-page.ts'
import type { HttpProblem } from '../../http/http-problem.ts'

function page(status: number, title: string, html: string): HtmlPage {
  const back = '<p><a class="button" href="/sign-in">Back to the sign-in page</a></p>'
  return { status, title, body: `<h1>${title}</h1><p>${html}</p>${back}` }
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
