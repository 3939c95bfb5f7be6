import type { Request, Router } from 'express'
import type { CredentialsDeps } from '../../credentials/credentials-deps.ts'
import type { SessionCaller } from '../../http/caller.ts'
import { type Happening, writeAudit } from '../../http/audit.ts'
import { randomToken } from '../../new-id.ts'
import { translateError } from '../../http/translate-error.ts'
import { callbackPath } from '../../public-urls.ts'
import { callbackPage } from './callback-page.ts'
import { type CallbackOutcome, receiveCallback } from './receive-callback.ts'

function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

async function happening(deps: CredentialsDeps, outcome: CallbackOutcome): Promise<Happening> {
  const { authorizationId, connectionName: name, error } = outcome
  const authorization =
    authorizationId === null ? null : await deps.records.authorizations.get(authorizationId)
  return {
    action: 'connection.authorized',
    code: error?.code ?? null,
    target:
      authorization === null ? null : { collection: 'connections', id: authorization.connectionId, name },
  }
}

/** Faults of our own, such as a disk that is full, end in the page as well: who waits there is a person. */
function faultOf(request: Request, thrown: unknown): CallbackOutcome {
  const { status, message } = translateError(thrown)
  request.log.error({ err: thrown }, 'callback failed')
  const error = { code: 'other' as const, message, description: null }
  return { status, authorizationId: null, connectionName: null, error }
}

/** The one page that the BFF itself makes: not an endpoint of the API, since it answers HTML to a browser. */
export function callbackRoute(
  router: Router,
  deps: CredentialsDeps,
  callerOf: (request: Request) => Promise<SessionCaller | null>,
): void {
  router.get(callbackPath, async (request, response) => {
    const caller = await callerOf(request)
    const parameters = new URL(request.originalUrl, 'http://callback.invalid').searchParams
    const outcome = await receiveCallback(deps, parameters, caller).catch((thrown: unknown) =>
      faultOf(request, thrown),
    )
    await writeAudit(deps, { request, caller }, await happening(deps, outcome))
    const nonce = randomToken()
    response
      .status(outcome.status)
      .set('Content-Security-Policy', contentSecurityPolicy(nonce))
      .set('Cache-Control', 'no-store')
      // The popup comes from the application's pages, which have no policy: another one here would sever it from the
      // window that opened it, and then it could not close itself.
      .set('Cross-Origin-Opener-Policy', 'unsafe-none')
      .type('html')
      .send(callbackPage(outcome, nonce))
  })
}
