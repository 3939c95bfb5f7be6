import type { StandIn } from '../stand-in.ts'
import { html, type Html } from './html.ts'
import { layout } from './layout.ts'

interface MessagePage {
  standIn?: StandIn
  title: string
  text: string
  /** For whoever looks into it: the OAuth error code. */
  code?: string
}

export function messagePage({ standIn, title, text, code }: MessagePage): Html {
  const body = html`<h1>${title}</h1>
    <p>${text}</p>
    ${code !== undefined && html`<p class="hint"><code>${code}</code></p>`}`
  return layout({ title, ...(standIn && { standIn }), kind: 'task', body })
}
