import type { Request, Router } from 'express'
import { definitionOf } from '../../credentials/client-of.ts'
import type { CredentialsDeps } from '../../credentials/credentials-deps.ts'
import type { SessionCaller } from '../../http/caller.ts'
import { type Happening, writeAudit } from '../../http/audit.ts'
import { type HtmlPage, sendPage } from '../../http/html-page.ts'
import type { SignInLinkCookie } from '../../http/sign-in-link-cookie.ts'
import { translateError } from '../../http/translate-error.ts'
import { callbackPath } from '../../public-urls.ts'
import type { ConnectionRecord } from '../../records/connection.ts'
import { callbackPage } from './callback-page.ts'
import { linkCallbackPage } from './link-callback-page.ts'
import { type CallbackOutcome, receiveCallback } from './receive-callback.ts'

async function connectionOf(
  { records }: CredentialsDeps,
  { authorizationId }: CallbackOutcome,
): Promise<{ id: string; record: ConnectionRecord | null } | null> {
  const authorization = authorizationId === null ? null : await records.authorizations.get(authorizationId)
  if (authorization === null) return null
  const { connectionId: id } = authorization
  return { id, record: await records.connections.get(id) }
}

async function happening(deps: CredentialsDeps, outcome: CallbackOutcome): Promise<Happening> {
  const { connectionName: name, error } = outcome
  const connection = await connectionOf(deps, outcome)
  return {
    action: 'connection.authorized',
    code: error?.code ?? null,
    target: connection === null ? null : { collection: 'connections', id: connection.id, name },
  }
}

/** Faults of our own, such as a disk that is full, end in the page as well: who waits there is a person. */
function faultOf(request: Request, thrown: unknown): CallbackOutcome {
  const { status, message } = translateError(thrown)
  request.log.error({ err: thrown }, 'callback failed')
  const error = { code: 'other' as const, message, description: null }
  return { status, authorizationId: null, connectionName: null, error }
}

async function pageOf(deps: CredentialsDeps, outcome: CallbackOutcome): Promise<HtmlPage> {
  if (outcome.link === undefined) return callbackPage(outcome)
  const record = (await connectionOf(deps, outcome))?.record ?? null
  const application = record === null ? null : definitionOf(record).name
  return linkCallbackPage(outcome, { application, isTested: record?.lastTest?.ok ?? true })
}

interface CallbackOptions {
  readonly linkCookie: SignInLinkCookie
  readonly callerOf: (request: Request) => Promise<SessionCaller | null>
}

/** Not an endpoint of the API, since it answers HTML to a browser. */
export function callbackRoute(
  router: Router,
  deps: CredentialsDeps,
  { linkCookie, callerOf }: CallbackOptions,
): void {
  router.get(callbackPath, async (request, response) => {
    const caller = await callerOf(request)
    const passOf = (linkId: string | null) =>
      linkId === null ? linkCookie.readAny(request) : linkCookie.read(request, linkId)
    const parameters = new URL(request.originalUrl, 'http://callback.invalid').searchParams
    const outcome = await receiveCallback(deps, parameters, { caller, passOf }).catch((thrown: unknown) =>
      faultOf(request, thrown),
    )
    // Who came by a link acts as the link, whoever else is signed in in that browser.
    const actor = outcome.link?.id ? { userId: outcome.link.id } : caller
    await writeAudit(deps, { request, caller: actor }, await happening(deps, outcome))
    // The popup comes from the application's pages, which have no policy: another one here would sever it from the
    // window that opened it, and then it could not close itself.
    response.set('Cross-Origin-Opener-Policy', 'unsafe-none')
    sendPage(response, await pageOf(deps, outcome))
  })
}
