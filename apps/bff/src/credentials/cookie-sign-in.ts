import type { CookieFacts } from '@patchbay/applications/definition'
import { cleanDescription, OAuthError } from '../oauth/oauth-error.ts'
import { OutboundError } from '../outbound/outbound-error.ts'
import type { CookieCredentials } from '../records/connection.ts'
import type { CredentialsDeps } from './credentials-deps.ts'
import type { Grant } from './sealed-credentials.ts'

/** A session is not used to its last moment. */
const marginMs = 60_000

async function post(
  deps: CredentialsDeps,
  url: string,
  init: { headers?: Record<string, string>; body?: string },
) {
  try {
    return await deps.outbound.fetch(url, { method: 'POST', ...init })
  } catch (error) {
    if (!(error instanceof OutboundError)) throw error
    const passing = error.code !== 'address_refused'
    throw new OAuthError('application_unreachable', `The application cannot be reached: ${error.message}`, {
      cause: error,
      passing,
    })
  }
}

/** Acumatica answers errors as `{ "message", "exceptionMessage" }`. */
async function reasonOf(response: Response): Promise<string | null> {
  const body: unknown = await response.json().catch(() => null)
  const { exceptionMessage, message } = (body ?? {}) as { exceptionMessage?: unknown; message?: unknown }
  const text = [exceptionMessage, message].find((each) => typeof each === 'string')
  return cleanDescription(text)
}

async function refusal(response: Response): Promise<OAuthError> {
  const description = await reasonOf(response)
  if (response.status === 429 || /login limit/i.test(description ?? '')) {
    const message =
      'The application’s licence allows no more sessions just now. Sign others out, or try again later.'
    return new OAuthError('server_error', message, { description, passing: true })
  }
  if (response.status >= 500) {
    return new OAuthError('server_error', 'The application had a fault of its own. Try again in a moment.', {
      description,
      passing: true,
    })
  }
  return new OAuthError(
    'access_denied',
    'The application does not accept the user name and password. Correct them, then try again.',
    {
      description,
    },
  )
}

/** The Cookie header for what a sign-in set. Attributes do not matter: it goes back to the same instance only. */
function cookieHeader(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((each) => each.split(';', 1)[0]?.trim() ?? '')
    .filter((each) => each.includes('='))
    .join('; ')
}

/** @throws OAuthError */
export async function cookieSignIn(
  deps: CredentialsDeps,
  facts: CookieFacts,
  secrets: Readonly<Record<string, string>>,
): Promise<Grant> {
  const requestedAt = Date.now()
  const hidden = Object.fromEntries(facts.secrets.map((name) => [name, secrets[name] ?? '']))
  const response = await post(deps, facts.signInUrl, {
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ ...facts.body, ...hidden }),
  })
  if (response.status !== 204 && response.status !== 200) throw await refusal(response)
  const cookies = cookieHeader(response)
  if (cookies === '')
    throw new OAuthError('invalid_answer', 'The application answered the sign-in without a cookie.')
  return {
    credentials: { kind: 'cookie', cookies },
    token: {
      obtainedAt: new Date(requestedAt).toISOString(),
      expiresAt: new Date(requestedAt + facts.sessionTtlMs - marginMs).toISOString(),
      refreshable: true,
      grantedScopes: [],
      facts: {},
    },
  }
}

/** Ends the session, which else holds a seat of the licence until it times out. @throws OAuthError */
export async function cookieSignOut(
  deps: CredentialsDeps,
  facts: CookieFacts,
  { cookies }: CookieCredentials,
): Promise<boolean> {
  // An empty body: without a Content-Length the server answers 411.
  const response = await post(deps, facts.signOutUrl, { headers: { cookie: cookies }, body: '' })
  return response.status === 204 || response.status === 200
}
