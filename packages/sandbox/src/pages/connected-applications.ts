import type { NewClient, RegisteredClient } from '../clients.ts'
import type { StandIn } from '../stand-in.ts'
import { field } from './field.ts'
import { html, type Html } from './html.ts'
import { layout } from './layout.ts'

export interface RegistrationFields {
  clientName: string
  redirectUri: string
  /** PEM. */
  publicKey: string
}

export interface RegistrationForm extends RegistrationFields {
  errors: Partial<RegistrationFields>
}

interface ConnectedApplicationsPage {
  standIn: StandIn
  path: string
  clients: readonly RegisteredClient[]
  registered?: NewClient
  form?: RegistrationForm
}

export function connectedApplicationsPage(options: ConnectedApplicationsPage): Html {
  const { standIn, path, clients, registered, form } = options
  const body = html`<div class="top">
      <h1>Connected applications</h1>
      <form method="post" action="${path}/sign-out"><button>Sign out</button></form>
    </div>
    <p>Programs that may ask users of ${standIn.name} for access.</p>
    ${registered && secretOnce(registered)}
    <section aria-labelledby="register">
      <h2 id="register">Register a client</h2>
      ${registrationForm(standIn, path, form)}
    </section>
    <section aria-labelledby="registered">
      <h2 id="registered">Registered clients</h2>
      <ul class="cards">
        ${clients.map(clientCard)}
      </ul>
    </section>`
  const title = form ? 'Not registered' : 'Connected applications'
  return layout({ title, standIn, kind: 'page', body })
}

function secretOnce(client: NewClient): Html {
  return html`<section class="notice good" role="status" aria-labelledby="new-client">
    <h2 id="new-client">${client.name} is registered</h2>
    <p>Copy the secret now: it is not shown again.</p>
    <dl>
      <dt>Client ID</dt>
      <dd><code>${client.clientId}</code></dd>
      <dt>Client secret</dt>
      <dd><code>${client.clientSecret}</code></dd>
    </dl>
  </section>`
}

function registrationForm(
  { publicKeyHint }: StandIn,
  path: string,
  form: RegistrationForm | undefined,
): Html {
  return html`<form method="post" action="${path}" novalidate>
    ${field({ name: 'clientName', label: 'Client name', value: form?.clientName ?? '', error: form?.errors.clientName })}
    ${field({
      name: 'redirectUri',
      label: 'Redirect URI',
      type: 'url',
      value: form?.redirectUri ?? '',
      hint: 'The Callback URL that Patchbay shows, letter by letter.',
      error: form?.errors.redirectUri,
    })}
    ${
      publicKeyHint !== undefined &&
      field({
        name: 'publicKey',
        label: 'Certificate or public key',
        type: 'multiline',
        required: false,
        value: form?.publicKey ?? '',
        hint: publicKeyHint,
        error: form?.errors.publicKey,
      })
    }
    <div class="actions"><button class="primary">Register</button></div>
  </form>`
}

function clientCard(client: RegisteredClient): Html {
  return html`<li>
    <h3>${client.name}</h3>
    <dl>
      <dt>Client ID</dt>
      <dd><code>${client.clientId}</code></dd>
      <dt>Redirect URI</dt>
      ${client.redirectUris.map((uri) => html`<dd><code>${uri}</code></dd>`)}
    </dl>
  </li>`
}
