import { Router, urlencoded, type ErrorRequestHandler, type Request, type Response } from 'express'
import { errors, type InteractionResults, type Provider } from 'oidc-provider'
import { isUser, user } from './account.ts'
import type { AuthorizationServer } from './authorization-server.ts'
import { consentPage } from './pages/consent.ts'
import { messagePage } from './pages/message.ts'
import { signInPage } from './pages/sign-in.ts'
import { refuseForeignPost } from './same-origin.ts'
import { sendPage } from './send-page.ts'
import type { StandIn } from './stand-in.ts'

interface InteractionsOptions {
  standIn: StandIn
  server: AuthorizationServer
  provider: Provider
  origin: string
}

/**
 * Sign-in and consent. Each interaction is bound to the browser by oidc-provider's cookie for its path, so a form
 * that another site posts finds none.
 */
export function createInteractions({ standIn, server, provider, origin }: InteractionsOptions): Router {
  const router = Router()
  router.get('/:uid', async (req, res) => {
    const { uid, prompt, params, session } = await provider.interactionDetails(req, res)
    const { redirectUri } = leadsTo(params)
    const action = `${req.baseUrl}/${uid}`
    if (prompt.name === 'login') {
      sendPage(res, { page: signInPage({ standIn, action: `${action}/sign-in` }), ...leadsTo(params) })
      return
    }
    const client = await provider.Client.find(String(params['client_id']))
    const asked = new Set(askedScopes(prompt.details))
    const page = consentPage({
      standIn,
      action: `${action}/consent`,
      clientName: client?.clientName ?? String(params['client_id']),
      userName: session?.accountId ?? user.name,
      scopes: server.scopes.filter((scope) => asked.has(scope.value)),
      redirectUri,
    })
    sendPage(res, { page, ...leadsTo(params) })
  })

  const form = [refuseForeignPost(origin), urlencoded({ extended: false, limit: '8kb' })]
  router.post('/:uid/sign-in', form, async (req: Request, res: Response) => {
    const { uid, params } = await provider.interactionDetails(req, res)
    const { userName = '', password = '' } = (req.body ?? {}) as Record<string, unknown>
    if (isUser(String(userName), String(password))) {
      await provider.interactionFinished(req, res, { login: { accountId: user.name } })
      return
    }
    const action = `${req.baseUrl}/${uid}/sign-in`
    const page = signInPage({ standIn, action, userName: String(userName), refused: true })
    sendPage(res, { status: 422, page, ...leadsTo(params) })
  })

  router.post('/:uid/consent', form, async (req: Request, res: Response) => {
    const { prompt, params, session } = await provider.interactionDetails(req, res)
    if (prompt.name !== 'consent' || !session) throw new errors.SessionNotFound('no consent was asked for')
    const allowed = (req.body as { decision?: unknown } | undefined)?.decision === 'allow'
    const result = allowed
      ? await grant(String(params['client_id']), session.accountId, prompt.details)
      : denied
    await provider.interactionFinished(req, res, result)
  })

  async function grant(clientId: string, accountId: string, details: unknown): Promise<InteractionResults> {
    const granted = new provider.Grant({ accountId, clientId })
    granted.addOIDCScope(askedScopes(details).join(' '))
    return { consent: { grantId: await granted.save() } }
  }

  router.use(explainLostInteraction(standIn))
  return router
}

// RFC 6749 section 4.1.2.1
const denied: InteractionResults = {
  error: 'access_denied',
  error_description: 'The user did not allow the access',
}

/** A device (RFC 8628) is told of it in its own time: nobody is sent anywhere. */
function leadsTo(params: Record<string, unknown>): { redirectUri?: string } {
  const { redirect_uri: redirectUri } = params
  return typeof redirectUri === 'string' ? { redirectUri } : {}
}

function askedScopes(details: unknown): string[] {
  return (details as { missingOIDCScope?: string[] }).missingOIDCScope ?? []
}

function explainLostInteraction(standIn: StandIn): ErrorRequestHandler {
  // eslint-disable-next-line max-params -- Express knows an error handler by its four parameters
  return (error, _req, res, next) => {
    if (!(error instanceof errors.SessionNotFound)) return next(error)
    const page = messagePage({
      standIn,
      title: 'This sign-in is over',
      text: 'It was completed already, has expired, or was started in another browser. Go back to the program that sent you here and start again.',
    })
    sendPage(res, { status: 400, page })
  }
}
