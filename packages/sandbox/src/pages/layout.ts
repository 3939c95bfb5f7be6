import type { StandIn } from '../stand-in.ts'
import { html, type Html } from './html.ts'

interface Layout {
  title: string
  /** Whose page it is; none: the sandbox's own. */
  standIn?: StandIn
  /** One task in the middle of the window, or a page to read. */
  kind: 'task' | 'page'
  body: Html
}

export function layout({ title, standIn, kind, body }: Layout): Html {
  const owner = standIn?.name ?? 'Patchbay'
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · ${owner} sandbox</title>
        <link rel="icon" href="/sandbox.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/sandbox.css" />
      </head>
      <body class="${kind}">
        <header>${brand(standIn)}<span class="chip">Sandbox</span></header>
        <main>${body}</main>
      </body>
    </html> `
}

function brand(standIn: StandIn | undefined): Html {
  if (standIn === undefined) {
    return html`<img src="/sandbox.svg" width="22" height="22" alt="" /><strong>Patchbay</strong>`
  }
  return html`<span class="monogram ${standIn.application}" aria-hidden="true">${standIn.monogram.text}</span
    ><strong>${standIn.name}</strong>`
}
