import type { RequestHandler } from 'express'
import type { Provider } from 'oidc-provider'
import type { ApiContext } from './stand-in.ts'

export function createApiContext(provider: Provider): ApiContext {
  return {
    async grantedScopes(accessToken) {
      const token = await provider.AccessToken.find(accessToken)
      if (!token?.isValid || token.grantId === undefined) return undefined
      const grant = await provider.Grant.find(token.grantId)
      return grant && token.scopes
    },
  }
}

/** RFC 6750 section 3: why a request was refused stands in `WWW-Authenticate`. */
export function requireScope(scope: string, context: ApiContext): RequestHandler {
  return async (req, res, next) => {
    const token = /^Bearer +(\S+)$/i.exec(req.get('authorization') ?? '')?.[1]
    if (token === undefined) {
      res.status(401).set('WWW-Authenticate', 'Bearer').json({ message: 'An access token is needed.' })
      return
    }
    const granted = await context.grantedScopes(token)
    if (granted === undefined) {
      const challenge = 'Bearer error="invalid_token", error_description="unknown, expired or revoked"'
      const message = 'The access token is unknown, expired or revoked.'
      res.status(401).set('WWW-Authenticate', challenge).json({ message })
      return
    }
    if (!granted.has(scope)) {
      const challenge = `Bearer error="insufficient_scope", scope="${scope}"`
      const message = `The access token does not have the scope “${scope}”.`
      res.status(403).set('WWW-Authenticate', challenge).json({ message })
      return
    }
    next()
  }
}
