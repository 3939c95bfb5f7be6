import { authorizationChannel } from '@patchbay/contracts/authorizations'
import type { CallbackOutcome } from './receive-callback.ts'

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)
}

const style = `
:root{color-scheme:light dark;--bg:#f7f7f5;--ink:#1b1b18;--ink-2:#55534c;--line:#e4e3df;--surface:#fff}
@media (prefers-color-scheme:dark){:root{--bg:#131312;--ink:#f1f0ec;--ink-2:#b9b7af;--line:#31312d;--surface:#1b1b19}}
body{margin:0;min-height:100vh;display:grid;place-items:center;background:var(--bg);color:var(--ink);font:14px/1.5 system-ui,sans-serif}
main{box-sizing:border-box;max-width:420px;width:calc(100% - 32px);padding:24px;background:var(--surface);border:1px solid var(--line);border-radius:8px;overflow-wrap:anywhere}
h1{font-size:16px;margin:0 0 8px}p{margin:8px 0 0}small,.quiet{color:var(--ink-2)}`

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
    const name = connectionName === null ? 'The connection' : `<bdi>${escape(connectionName)}</bdi>`
    return `<h1>Connected</h1><p>${name} is online.</p><p class="quiet">You can close this window.</p>`
  }
  const description =
    error.description === null ? '' : `<p class="quiet" dir="auto">${escape(error.description)}</p>`
  const code = error.code === 'other' ? '' : `<p><small>${escape(error.code)}</small></p>`
  return `<h1>Not connected</h1><p>${escape(error.message)}</p>${description}${code}<p class="quiet">You can close this window and try again in Patchbay.</p>`
}

/** The page that ends the popup; `nonce` allows its one script and its style, all else is forbidden. */
export function callbackPage(outcome: CallbackOutcome, nonce: string): string {
  const title = outcome.error === null ? 'Connected' : 'Not connected'
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title} · Patchbay</title><style nonce="${nonce}">${style}</style></head>
<body><main>${body(outcome)}</main><script nonce="${nonce}">${script(outcome)}</script></body></html>
`
}
