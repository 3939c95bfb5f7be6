import type { Request, RequestHandler, Response } from 'express'
import type { Provider } from 'oidc-provider'
import { hasSecret } from './clients.ts'
import { isProven } from './dpop.ts'
import type { RecordStore } from './record-store.ts'
import type { ApiContext, LiveToken } from './stand-in.ts'

interface ApiContextOptions {
  providers: readonly Provider[]
  store: RecordStore
  origin: string
  address: string
  onEndAll: ApiContext['onEndAll']
}

export interface Refusal {
  status: 401 | 403
  message: string
}

interface TokenRequirement {
  /** One of these; absent: the token alone will do. */
  anyOf?: readonly string[]
  /** How this API words a refusal; `WWW-Authenticate` is set already. */
  refuse?: (res: Response, refusal: Refusal) => void
}

export function createApiContext({ providers, store, ...rest }: ApiContextOptions): ApiContext {
  return {
    ...rest,
    isClient: (clientId, clientSecret) => hasSecret(store, clientId, clientSecret),
    async liveToken(accessToken) {
      for (const provider of providers) {
        const found = (await ofUser(provider, accessToken)) ?? (await ofClient(provider, accessToken))
        const client = found && (await provider.Client.find(found.clientId))
        if (found && client) return { ...found, clientName: client.clientName ?? client.clientId }
      }
      return undefined
    },
  }
}

type FoundToken = Omit<LiveToken, 'clientName'>

async function ofUser(provider: Provider, value: string): Promise<FoundToken | undefined> {
  const token = await provider.AccessToken.find(value)
  if (!token?.isValid || !(await provider.Grant.find(token.grantId))) return undefined
  const { scopes, clientId = '', accountId, jkt } = token
  return { scopes, clientId, accountId, jkt }
}

async function ofClient(provider: Provider, value: string): Promise<FoundToken | undefined> {
  const token = await provider.ClientCredentials.find(value)
  if (!token?.isValid) return undefined
  return { scopes: token.scopes, clientId: token.clientId ?? '', accountId: undefined, jkt: token.jkt }
}

/** RFC 6750 section 3: why a request was refused stands in `WWW-Authenticate`. */
export function requireToken(context: ApiContext, requirement: TokenRequirement = {}): RequestHandler {
  const { anyOf, refuse = (res, { message }) => void res.json({ message }) } = requirement
  const answer = (res: Response, challenge: string, refusal: Refusal): void => {
    res.status(refusal.status).set('WWW-Authenticate', challenge)
    refuse(res, refusal)
  }
  return async (req, res, next) => {
    const token = tokenOf(req)
    if (token === undefined) {
      return answer(res, 'Bearer', { status: 401, message: 'An access token is needed.' })
    }
    const live = await context.liveToken(token)
    if (live === undefined || !(await isProven(req, { token, live, origin: context.origin }))) {
      const challenge = 'Bearer error="invalid_token", error_description="unknown, expired or revoked"'
      return answer(res, challenge, {
        status: 401,
        message: 'The access token is unknown, expired or revoked.',
      })
    }
    if (anyOf && !anyOf.some((scope) => live.scopes.has(scope))) {
      const challenge = `Bearer error="insufficient_scope", scope="${anyOf.join(' ')}"`
      const message = `The access token does not have the scope “${anyOf.join('” or “')}”.`
      return answer(res, challenge, { status: 403, message })
    }
    res.locals['token'] = live
    next()
  }
}

/** The token that `requireToken` let in. */
export function liveTokenOf(res: Response): LiveToken {
  return res.locals['token'] as LiveToken
}

function tokenOf(req: Request): string | undefined {
  return /^(?:Bearer|DPoP) +(\S+)$/i.exec(req.get('authorization') ?? '')?.[1]
}
