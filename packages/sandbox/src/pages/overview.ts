import { user } from '../account.ts'
import type { StandIn } from '../stand-in.ts'
import { html, type Html } from './html.ts'
import { layout } from './layout.ts'

export interface Instance {
  standIn: StandIn
  instanceUri: string
}

export function overviewPage(instances: readonly Instance[]): Html {
  const body = html`<h1>Sandbox applications</h1>
    <p>
      Stand-ins for business systems, to try Patchbay with and to test against. They hold made-up records and
      run on this machine alone.
    </p>
    <ul class="cards">
      ${instances.map(instanceCard)}
    </ul>`
  return layout({ title: 'Applications', kind: 'page', body })
}

function instanceCard({ standIn, instanceUri }: Instance): Html {
  const { endpointName, endpointVersion } = standIn.settings(instanceUri)
  const issuer = instanceUri + standIn.authorizationServer.path
  return html`<li id="${standIn.application}">
    <h2>
      <span class="monogram ${standIn.application}" aria-hidden="true">${standIn.monogram.text}</span
      >${standIn.name}
    </h2>
    <dl>
      <dt>Instance URI</dt>
      <dd><code>${instanceUri}</code></dd>
      <dt>Endpoint</dt>
      <dd><code>${endpointName}</code> <code>${endpointVersion}</code></dd>
      <dt>User name</dt>
      <dd><code>${user.name}</code></dd>
      <dt>Password</dt>
      <dd><code>${user.password}</code></dd>
    </dl>
    <p class="links">
      <a href="${instanceUri}/connected-applications">Connected applications</a>
      <a href="${issuer}/.well-known/openid-configuration">Discovery document</a>
      <a href="${instanceUri}/entity">Endpoints</a>
    </p>
  </li>`
}
