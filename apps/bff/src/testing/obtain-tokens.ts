import { createHash, randomBytes } from 'node:crypto'
import { findApplication } from '@patchbay/applications/catalogue'
import { accessOf } from '@patchbay/applications/rules/access'
import type { Connection } from '@patchbay/contracts/connection'
import { Visitor } from '@patchbay/sandbox/visitor'

export interface ObtainedTokens {
  readonly access_token: string
  readonly refresh_token: string
  readonly expires_in: number
}

interface Client {
  readonly clientId: string
  readonly clientSecret: string
  readonly redirectUri: string
}

/** As a program elsewhere would have obtained them: a plain authorization code exchange, with nothing of ours in it. */
export async function obtainTokens(
  { application, authType, settings, scopes }: Connection,
  { clientId, clientSecret, redirectUri }: Client,
): Promise<ObtainedTokens> {
  const definition = findApplication(application)
  if (definition === undefined) throw new TypeError(application)
  const known = { authType, settings: settings as Record<string, string>, facts: {} }
  const access = accessOf(definition, known)
  if (access.kind !== 'oauth2') throw new TypeError(access.kind)
  const { authorizationUrl = '', tokenUrl = '' } = access.oauth.endpoints
  const verifier = randomBytes(32).toString('base64url')
  const request = new URL(authorizationUrl)
  request.search = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: scopes.join(' '),
    state: 'elsewhere',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  }).toString()
  const callback = await new Visitor(request.origin).authorize(request.href)
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code: callback.searchParams.get('code') ?? '',
    redirect_uri: redirectUri,
    client_id: clientId,
    client_secret: clientSecret,
    code_verifier: verifier,
  })
  const answer = await fetch(tokenUrl, { method: 'POST', body })
  if (!answer.ok) throw new TypeError(await answer.text())
  return (await answer.json()) as ObtainedTokens
}
