import type { ApiClient, Answer } from './api-client.ts'
import { type Issuer, startIssuer } from './issuer.ts'

export const signOnLabel = 'Example ID'
const client = { client_id: 'patchbay', client_secret: 'known in tests only' }

/** A real OpenID Connect provider with somebody signed in; who, is up to the test. Its owner stops it. */
export interface IdentityProvider extends Issuer {
  /** What is told of the person; `sub` is who it is. */
  person: Record<string, unknown> & { sub: string }
  /** What Patchbay is started with. */
  readonly env: Record<string, string>
  /** Goes through the provider's pages; the address that leads back, query and all. */
  visit(url: string): Promise<URL>
  /** Ends the session of whoever is signed in there, and tells so. */
  signOut(): Promise<void>
}

/** Cookies by name, as of one site. */
class Jar {
  readonly #cookies = new Map<string, string>()

  keep(headers: Headers): void {
    for (const line of headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '') this.#cookies.delete(name)
      else this.#cookies.set(name, value)
    }
  }

  header(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  clear(): void {
    this.#cookies.clear()
  }
}

/** @param patchbay its public URL */
export async function startIdentityProvider(patchbay: string): Promise<IdentityProvider> {
  let person: IdentityProvider['person'] = { sub: 'mira', roles: ['admin'] }
  const jar = new Jar()
  const issuer = await startIssuer({
    subject: () => person.sub,
    clients: [
      {
        ...client,
        redirect_uris: [`${patchbay}/sign-in/oidc/callback`],
        backchannel_logout_uri: `${patchbay}/sign-in/oidc/backchannel-logout`,
        backchannel_logout_session_required: true,
      },
    ],
    configuration: {
      claims: { openid: ['sub', 'sid'], profile: ['name', 'roles'], email: ['email', 'email_verified'] },
      findAccount: (_ctx, accountId) => ({ accountId, claims: () => ({ ...person, sub: accountId }) }),
      // Left to itself it tells nobody on this machine.
      fetch: (url, options) => fetch(url, { ...options, dispatcher: undefined } as object),
      features: { backchannelLogout: { enabled: true } },
    },
  })

  async function step(url: URL, init: RequestInit = {}): Promise<Response> {
    const response = await fetch(url, { redirect: 'manual', ...init, headers: { cookie: jar.header() } })
    jar.keep(response.headers)
    return response
  }

  return {
    ...issuer,
    get person() {
      return person
    },
    set person(next) {
      person = next
      jar.clear()
    },
    env: {
      PATCHBAY_OIDC_ISSUER: issuer.issuer,
      PATCHBAY_OIDC_CLIENT_ID: client.client_id,
      PATCHBAY_OIDC_CLIENT_SECRET: client.client_secret,
      PATCHBAY_OIDC_LABEL: signOnLabel,
    },
    async visit(from) {
      let url = new URL(from)
      while (url.origin === issuer.origin) {
        const response = await step(url)
        const location = response.headers.get('location')
        if (location === null) throw new TypeError(`no way on: ${response.status} ${await response.text()}`)
        url = new URL(location, url)
      }
      return url
    },
    async signOut() {
      const page = await (await step(new URL(`${issuer.issuer}/session/end`))).text()
      const [, xsrf = ''] = /name="xsrf" value="([^"]+)"/.exec(page) ?? []
      const [, action = ''] = /action="([^"]+)"/.exec(page) ?? []
      await step(new URL(action, issuer.origin), {
        method: 'POST',
        body: new URLSearchParams({ xsrf, logout: 'yes' }),
      })
    },
  }
}

/** The whole way of a browser: to the provider, and back. */
export async function signOn(
  visitor: ApiClient,
  provider: IdentityProvider,
  to = '',
): Promise<Answer<unknown>> {
  const begun = await visitor.send('GET', `/sign-in/oidc${to}`)
  const back = await provider.visit(begun.headers.get('location') ?? '')
  return visitor.send('GET', back.pathname + back.search)
}
