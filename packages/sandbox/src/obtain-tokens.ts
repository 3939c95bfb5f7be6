import { createHash, randomBytes } from 'node:crypto'
import { SandboxError } from './error.ts'
import { Visitor } from './visitor.ts'

export interface ObtainedTokens {
  readonly access_token: string
  readonly refresh_token: string
  readonly expires_in: number
}

export interface ObtainInput {
  readonly authorizationUrl: string
  readonly tokenUrl: string
  readonly scope: string
  readonly clientId: string
  readonly clientSecret: string
  readonly redirectUri: string
}

/** For tests: as another program would obtain tokens, by a plain authorization code exchange. */
export async function obtainTokens(input: ObtainInput): Promise<ObtainedTokens> {
  const { authorizationUrl, tokenUrl, scope, clientId, clientSecret, redirectUri } = input
  const verifier = randomBytes(32).toString('base64url')
  const client = { client_id: clientId, redirect_uri: redirectUri }
  const request = new URL(authorizationUrl)
  request.search = new URLSearchParams({
    ...client,
    response_type: 'code',
    scope,
    state: 'elsewhere',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  }).toString()
  const callback = await new Visitor(request.origin).authorize(request.href)
  const body = new URLSearchParams({
    ...client,
    grant_type: 'authorization_code',
    code: callback.searchParams.get('code') ?? '',
    client_secret: clientSecret,
    code_verifier: verifier,
  })
  const answer = await fetch(tokenUrl, { method: 'POST', body })
  if (!answer.ok) throw new SandboxError('invalid_client', `${tokenUrl} answered ${answer.status}.`)
  return (await answer.json()) as ObtainedTokens
}
