import { authorizationLifetimeMs } from '@patchbay/contracts/authorizations'
import type { Request, RequestHandler, Response, Router } from 'express'
import type { Deps } from '../../deps.ts'
import { writeAudit } from '../../http/audit.ts'
import { type HtmlPage, sendPage } from '../../http/html-page.ts'
import { HttpProblem } from '../../http/http-problem.ts'
import type { SignInLinkCookie } from '../../http/sign-in-link-cookie.ts'
import { translateError } from '../../http/translate-error.ts'
import { randomToken } from '../../new-id.ts'
import { OAuthError } from '../../oauth/oauth-error.ts'
import { signInLinkPath } from '../../public-urls.ts'
import type { ConnectionRecord } from '../../records/connection.ts'
import type { SignInLinkRecord } from '../../records/sign-in-link.ts'
import { invitationTo } from './invitation.ts'
import { linkLimit } from './link-limit.ts'
import { busyPage, faultPage, foreignPage, invitationPage, noticePage, stuckPage } from './link-pages.ts'
import { noteOpened, visit } from './visit.ts'

interface LinkOptions {
  readonly cookie: SignInLinkCookie
  /** The address to send the browser to that holds the nonce. */
  readonly begin: (
    connection: ConnectionRecord,
    link: SignInLinkRecord,
    start: { readonly nonce: string; readonly redirectUri: string },
  ) => Promise<string>
}

/**
 * The page sends no referrer, so browsers name its origin `null`; what they say of the site then counts. Neither is said
 * over plain http to other hosts than this one, where whoever knows the secret of the address has to do.
 */
function isForeign(request: Request, { publicUrls }: Deps): boolean {
  const { origin = 'null' } = request.headers
  if (origin !== 'null') return !publicUrls.has(origin)
  return (request.get('sec-fetch-site') ?? 'same-origin') !== 'same-origin'
}

async function open(deps: Deps, request: Request): Promise<HtmlPage> {
  const found = await visit(deps, String(request.params['secret']))
  if (found.standing !== 'live') return noticePage(found.standing)
  if (request.method === 'GET') await noteOpened(deps, found.link)
  return invitationPage(await invitationTo(deps, found.connection, found.link))
}

interface Use {
  readonly request: Request
  readonly response: Response
  readonly options: LinkOptions
}

/** Sends the browser away to sign in; a page where it cannot. */
async function use(deps: Deps, { request, response, options }: Use): Promise<HtmlPage | string> {
  if (isForeign(request, deps)) return foreignPage
  const secret = String(request.params['secret'])
  const found = await visit(deps, secret)
  if (found.standing !== 'live') return noticePage(found.standing)
  const { link, connection } = found
  // A second window of the same browser goes on beside the first.
  const nonce = options.cookie.read(request, link.id)?.nonce ?? randomToken()
  const target = { collection: 'connections', id: connection.id, name: connection.name }
  const audit = (code: string | null) =>
    writeAudit(deps, { request, caller: { userId: link.id } }, { action: 'sign_in_link.used', code, target })
  try {
    const redirectUri = deps.publicUrls.callbackFor(link.origin)
    const url = await options.begin(connection, link, { nonce, redirectUri })
    await audit(null)
    options.cookie.set(response, link.id, { nonce, secret, maxAgeMs: authorizationLifetimeMs })
    return url
  } catch (error) {
    await audit(translateError(error).code)
    if (!(error instanceof OAuthError || error instanceof HttpProblem)) throw error
    request.log.info({ err: error, connection: connection.id }, 'sign-in by link not begun')
    return stuckPage
  }
}

function faultOf(request: Request, error: unknown): HtmlPage {
  request.log.error({ err: error }, 'sign-in link failed')
  return faultPage
}

/** Not an endpoint of the API, since it answers HTML to somebody who has no account here. */
export function linkRoute(router: Router, deps: Deps, options: LinkOptions): void {
  const path = `${signInLinkPath}/:secret`
  const limits: RequestHandler[] = linkLimit((response) => sendPage(response, busyPage))

  router.get(path, limits, async (request: Request, response: Response) => {
    sendPage(response, await open(deps, request).catch((error: unknown) => faultOf(request, error)))
  })

  router.post(path, limits, async (request: Request, response: Response) => {
    const next = await use(deps, { request, response, options }).catch((error: unknown) =>
      faultOf(request, error),
    )
    if (typeof next !== 'string') return sendPage(response, next)
    response.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' }).redirect(303, next)
  })
}
