import type { StandInScope } from '../authorization-server.ts'
import type { StandIn } from '../stand-in.ts'
import { html, type Html } from './html.ts'
import { layout } from './layout.ts'

interface ConsentPage {
  standIn: StandIn
  action: string
  clientName: string
  userName: string
  scopes: readonly StandInScope[]
  /** None: a device waits for the answer. */
  redirectUri: string | undefined
}

export function consentPage(options: ConsentPage): Html {
  const { standIn, action, clientName, userName, scopes, redirectUri } = options
  const body = html`<h1>Allow access to ${standIn.name}?</h1>
    <p><strong>${clientName}</strong> asks to act as <strong>${userName}</strong> with these permissions:</p>
    <ul class="scopes">
      ${scopes.map((scope) => html`<li><span>${scope.description}</span> <code>${scope.value}</code></li>`)}
      ${scopes.length === 0 && html`<li>None</li>`}
    </ul>
    ${
      redirectUri !== undefined &&
      html`<p class="hint">
        You go on to <code>${URL.parse(redirectUri)?.host || redirectUri}</code> either way.
      </p>`
    }
    <form method="post" action="${action}">
      <div class="actions">
        <button class="primary" name="decision" value="allow">Yes, allow</button>
        <button name="decision" value="deny">No</button>
      </div>
    </form>`
  return layout({ title: 'Allow access', standIn, kind: 'task', body })
}
