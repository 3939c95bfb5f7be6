import { authorizationChannel } from '@patchbay/contracts/authorizations'
import { asWritten, escapeHtml, type HtmlPage } from '../../http/html-page.ts'
import type { CallbackOutcome } from './receive-callback.ts'

/** Tells the console by BroadcastChannel, and closes itself on success only: an error must stay readable. */
function script(outcome: CallbackOutcome): string {
  const status = outcome.error === null ? 'succeeded' : 'failed'
  const message = JSON.stringify({ authorizationId: outcome.authorizationId, status }).replaceAll(
    '<',
    '\\u003c',
  )
  const tell = `const channel=new BroadcastChannel(${JSON.stringify(authorizationChannel)});channel.postMessage(${message});channel.close();`
  return (outcome.authorizationId === null ? '' : tell) + (outcome.error === null ? 'window.close();' : '')
}

function body({ error, connectionName }: CallbackOutcome): string {
  if (error === null) {
    const name = connectionName === null ? 'The connection' : asWritten(connectionName)
    return `<h1>Connected</h1><p>${name} is online.</p><p class="quiet">You can close this window.</p>`
  }
  const description =
    error.description === null ? '' : `<p class="quiet" dir="auto">${escapeHtml(error.description)}</p>`
  const code = error.code === 'other' ? '' : `<p><small>${escapeHtml(error.code)}</small></p>`
  return `<h1>Not connected</h1><p>${escapeHtml(error.message)}</p>${description}${code}<p class="quiet">You can close this window and try again in Patchbay.</p>`
}

/** The page that ends the popup. */
export function callbackPage(outcome: CallbackOutcome): HtmlPage {
  const title = outcome.error === null ? 'Connected' : 'Not connected'
  return { status: outcome.status, title, body: body(outcome), script: script(outcome) }
}
