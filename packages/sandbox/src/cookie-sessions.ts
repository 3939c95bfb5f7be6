import { randomBytes } from 'node:crypto'
import { json, Router, type Request, type Response } from 'express'
import { isUser } from './account.ts'

const lifetimeMs = 10 * 60_000
/** What a trial licence allows. */
const mostSessions = 2
const names = { session: 'ASP.NET_SessionId', authentication: '.ASPXAUTH' } as const
const tenants = ['', 'sandbox', 'company']

interface Session {
  authentication: string
  expiresAt: number
}

/** Acumatica's sign-in without OAuth: sessions that count against the licence until they are signed out or time out. */
export class CookieSessions {
  readonly #sessions = new Map<string, Session>()

  isSignedIn(req: Request): boolean {
    const cookies = cookiesOf(req)
    const session = this.#live().get(cookies.get(names.session) ?? '')
    if (session === undefined || session.authentication !== cookies.get(names.authentication)) return false
    session.expiresAt = Date.now() + lifetimeMs
    return true
  }

  /** As if their time had come. */
  end(): void {
    this.#sessions.clear()
  }

  /** IntegrationDev_RESTExample_Basic_Login.md. */
  routes(): Router {
    const router = Router()
    router.post('/login', json({ limit: '8kb' }), (req, res) => this.#signIn(req, res))
    router.post('/logout', (req, res) => this.#signOut(req, res))
    return router
  }

  #signIn(req: Request, res: Response): void {
    const { name, password, tenant } = (req.body ?? {}) as Record<string, unknown>
    if (typeof name !== 'string' || typeof password !== 'string') {
      return fail(res, 400, 'name and password must be given.')
    }
    if (!isUser(name, password)) return fail(res, 401, 'Invalid credentials. Please try again.')
    if (!tenants.includes(typeof tenant === 'string' ? tenant.toLowerCase() : '')) {
      return fail(res, 400, 'There is no such tenant. Its name is Sandbox.')
    }
    if (this.#live().size >= mostSessions) return fail(res, 429, 'API Login Limit')
    const [id, authentication] = [randomBytes(18).toString('base64url'), randomBytes(48).toString('hex')]
    this.#sessions.set(id, { authentication, expiresAt: Date.now() + lifetimeMs })
    const attributes = { path: instanceOf(req), httpOnly: true, sameSite: 'lax' } as const
    res.cookie(names.session, id, attributes).cookie(names.authentication, authentication, attributes)
    res.status(204).end()
  }

  #signOut(req: Request, res: Response): void {
    // Its web server wants to know the length of a body that is not there (RFC 9110 section 15.5.12).
    if (req.get('content-length') === undefined && req.get('transfer-encoding') === undefined) {
      return fail(res, 411, 'Length Required')
    }
    if (this.isSignedIn(req)) this.#sessions.delete(cookiesOf(req).get(names.session) ?? '')
    const attributes = { path: instanceOf(req) }
    res.clearCookie(names.session, attributes).clearCookie(names.authentication, attributes)
    res.status(204).end()
  }

  #live(): Map<string, Session> {
    for (const [id, { expiresAt }] of this.#sessions) if (expiresAt <= Date.now()) this.#sessions.delete(id)
    return this.#sessions
  }
}

export function hasSessionCookie(req: Request): boolean {
  return cookiesOf(req).has(names.session)
}

/** `{inst}/entity/auth`, without what is below the instance. */
function instanceOf(req: Request): string {
  return req.baseUrl.replace(/\/entity\/auth$/i, '') || '/'
}

function cookiesOf(req: Request): Map<string, string> {
  const pairs = (req.get('cookie') ?? '').split('; ').map((pair) => {
    const at = pair.indexOf('=')
    return [pair.slice(0, at), pair.slice(at + 1)] as const
  })
  return new Map(pairs)
}

function fail(res: Response, status: number, exceptionMessage: string): void {
  res.status(status).json({
    message: 'An error has occurred.',
    exceptionMessage,
    exceptionType: 'PX.Data.PXException',
  })
}
