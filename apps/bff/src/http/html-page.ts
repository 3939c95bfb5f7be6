import type { Response } from 'express'
import { randomToken } from '../new-id.ts'

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)
}

/** What somebody has written: as text, in a direction of its own. */
export function asWritten(text: string): string {
  return `<bdi>${escapeHtml(text)}</bdi>`
}

const style = `
:root{color-scheme:light dark;--bg:#f7f7f5;--ink:#1b1b18;--ink-2:#55534c;--line:#e4e3df;--surface:#fff;--accent:#1f5fd0;--accent-ink:#fff}
@media (prefers-color-scheme:dark){:root{--bg:#131312;--ink:#f1f0ec;--ink-2:#b9b7af;--line:#31312d;--surface:#1b1b19;--accent:#7aa7ff;--accent-ink:#0b1733}}
body{margin:0;min-height:100vh;display:grid;place-items:center;background:var(--bg);color:var(--ink);font:14px/1.5 system-ui,sans-serif}
main{box-sizing:border-box;max-width:420px;width:calc(100% - 32px);margin:16px 0;padding:24px;background:var(--surface);border:1px solid var(--line);border-radius:8px;overflow-wrap:anywhere}
main.wide{max-width:520px}
h1{font-size:16px;margin:0 0 8px}p{margin:8px 0 0}small,.quiet{color:var(--ink-2)}
dl{margin:16px 0 0;border-top:1px solid var(--line)}dl>div{padding:8px 0;border-bottom:1px solid var(--line)}
dt{color:var(--ink-2);font-size:13px}dd{margin:0}ul{margin:0;padding-left:18px}form{margin:16px 0 0}
.button{box-sizing:border-box;display:inline-block;max-width:100%;min-height:36px;padding:7px 14px;border:0;border-radius:6px;background:var(--accent);color:var(--accent-ink);font:600 14px/22px system-ui,sans-serif;text-decoration:none;cursor:pointer;overflow-wrap:anywhere}
.button:focus-visible{outline:2px solid var(--accent);outline-offset:2px}`

/** A page that the BFF makes itself: plain, and of one piece. `body` and `script` are escaped already. */
export interface HtmlPage {
  readonly status: number
  readonly title: string
  readonly body: string
  readonly script?: string
  readonly wide?: boolean
  /** Where its form may lead, redirects included; left out: it has none. */
  readonly formAction?: readonly string[]
}

function document({ title, body, script, wide = false }: HtmlPage, nonce: string): string {
  const end = script === undefined ? '' : `<script nonce="${nonce}">${script}</script>`
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escapeHtml(title)} · Patchbay</title><style nonce="${nonce}">${style}</style></head>
<body><main${wide ? ' class="wide"' : ''}>${body}</main>${end}</body></html>
`
}

/** All is forbidden but the page's own style, and its own script where it has one, by a nonce that is new each time. */
function contentSecurityPolicy({ script, formAction = ["'none'"] }: HtmlPage, nonce: string): string {
  return [
    "default-src 'none'",
    ...(script === undefined ? [] : [`script-src 'nonce-${nonce}'`]),
    `style-src 'nonce-${nonce}'`,
    "base-uri 'none'",
    `form-action ${formAction.join(' ')}`,
    "frame-ancestors 'none'",
  ].join('; ')
}

export function sendPage(response: Response, page: HtmlPage): void {
  const nonce = randomToken()
  response
    .status(page.status)
    .set('Content-Security-Policy', contentSecurityPolicy(page, nonce))
    .set('Cache-Control', 'no-store')
    .set('Referrer-Policy', 'no-referrer')
    .type('html')
    .send(document(page, nonce))
}
