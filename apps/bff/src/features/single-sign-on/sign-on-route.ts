import type { ErrorCode } from '@patchbay/contracts/error'
import { signOnPath } from '@patchbay/contracts/sign-in'
import type { Request, Response, Router } from 'express'
import { writeAudit } from '../../http/audit.ts'
import { type Browser, browserOf } from '../../http/browser.ts'
import { type HtmlPage, sendPage } from '../../http/html-page.ts'
import { HttpProblem } from '../../http/http-problem.ts'
import type { SessionCookie } from '../../http/session-cookie.ts'
import type { ShortCookie } from '../../http/short-cookie.ts'
import { OAuthError } from '../../oauth/oauth-error.ts'
import type { SignOnIdentity, SingleSignOn } from '../../oauth/single-sign-on.ts'
import type { UserRecord } from '../../records/user.ts'
import type { SignInDeps } from '../../sign-in/sign-in-deps.ts'
import { knownUser } from './known-user.ts'
import { openPending, sealPending, signOnLifetimeMs, wayBack } from './pending-sign-on.ts'
import { roleOf } from './role-of.ts'
import * as pages from './sign-on-pages.ts'

export interface SignOnOptions {
  readonly sso: SingleSignOn
  readonly cookie: ShortCookie
  readonly sessionCookie: SessionCookie
  readonly startSession: (entry: {
    readonly user: UserRecord
    readonly sid: string | null
    readonly browser: Browser
    readonly old: string | undefined
  }) => Promise<{ token: string; session: { expiresAt: string } }>
}

interface Visit {
  readonly request: Request
  readonly response: Response
  readonly options: SignOnOptions
}

/** A page to show, or where to go. */
type Next = HtmlPage | string

/** Fetch Metadata: a browser says whether a page of ours sent it, or its user, or somebody else. Old ones say nothing. */
function isSentFromElsewhere(request: Request): boolean {
  return ['cross-site', 'same-site'].includes(request.get('sec-fetch-site') ?? '')
}

async function begin(deps: SignInDeps, { request, response, options }: Visit): Promise<Next> {
  const to = wayBack(request.query['to'])
  if (isSentFromElsewhere(request)) return pages.askPage(options.sso.label, to)
  const redirectUri = `${deps.publicUrls.originAt(request.headers.host)}${signOnPath}/callback`
  const { url, ...secrets } = await options.sso.start(redirectUri)
  const pending = { ...secrets, redirectUri, to }
  options.cookie.set(response, sealPending(deps, pending), signOnLifetimeMs)
  return url
}

function audit(
  deps: SignInDeps,
  request: Request,
  happened: { code: ErrorCode | null; user: UserRecord | null },
) {
  const { code, user } = happened
  const target = user === null ? null : { collection: 'users', id: user.id, name: user.name }
  const caller = user === null ? null : { userId: user.id }
  return writeAudit(deps, { request, caller }, { action: 'session.signed_in', code, target })
}

async function enter(
  deps: SignInDeps,
  visit: Visit,
  identity: SignOnIdentity,
): Promise<UserRecord | HtmlPage> {
  const { request, response } = visit
  const { sso, sessionCookie, startSession } = visit.options
  const role = roleOf(identity.claims, sso)
  if (role === null) {
    await audit(deps, request, { code: 'not_permitted', user: null })
    return pages.noRolePage(sso.label)
  }
  const user = await knownUser(deps, identity, role)
  const { token, session } = await startSession({
    user,
    sid: identity.sid,
    browser: browserOf(request),
    old: sessionCookie.read(request),
  })
  sessionCookie.set(response, token, session.expiresAt)
  return user
}

async function comeBack(deps: SignInDeps, visit: Visit): Promise<Next> {
  const { request, response, options } = visit
  const pending = openPending(deps, options.cookie.read(request))
  options.cookie.clear(response)
  const parameters = new URL(request.originalUrl, 'http://callback.invalid').searchParams
  if (pending === null || parameters.get('state') !== pending.state) return pages.strayPage
  const identity = await options.sso.finish({ ...pending, parameters })
  const entered = await enter(deps, visit, identity)
  if ('body' in entered) return entered
  await audit(deps, request, { code: null, user: entered })
  return pending.to
}

/** Never throws: who waits there is a person. */
async function pageFor(deps: SignInDeps, { request, options }: Visit, error: unknown): Promise<HtmlPage> {
  const { label } = options.sso
  if (error instanceof OAuthError) {
    request.log.warn({ err: error }, 'single sign-on failed')
    const isCalledOff = error.code === 'access_denied'
    const code = isCalledOff ? 'not_permitted' : 'application_failed'
    await audit(deps, request, { code, user: null })
    return isCalledOff ? pages.calledOffPage(label) : pages.unreachablePage(label)
  }
  if (error instanceof HttpProblem) {
    await audit(deps, request, { code: error.code, user: null })
    return pages.refusedPage(error)
  }
  request.log.error({ err: error }, 'single sign-on failed')
  return pages.faultPage
}

/** Not endpoints of the API: a browser comes here from the sign-in page, and back from the provider. */
export function signOnRoute(router: Router, deps: SignInDeps, options: SignOnOptions): void {
  const answer = (step: typeof begin) => async (request: Request, response: Response) => {
    const visit = { request, response, options }
    const next = await step(deps, visit).catch((error: unknown) => pageFor(deps, visit, error))
    if (typeof next !== 'string') return sendPage(response, next)
    response.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' }).redirect(303, next)
  }
  router.get(signOnPath, answer(begin))
  router.get(`${signOnPath}/callback`, answer(comeBack))
}
