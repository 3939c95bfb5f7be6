import * as client from 'openid-client'
import type { Outbound, OutboundInit } from '../outbound/outbound.ts'
import { type DpopKey, dpopOption } from './dpop.ts'

export interface BoundToken {
  readonly accessToken: string
  readonly dpopKey: DpopKey
}

/**
 * A request with a token that is bound to a key: proven with each, and once more where the server wants its own nonce
 * in the proof (RFC 9449 sections 7 and 9).
 *
 * @throws OutboundError
 */
export async function requestWithBoundToken(
  outbound: Outbound,
  { accessToken, dpopKey }: BoundToken,
  { url, ...init }: OutboundInit & { readonly url: string },
): Promise<Response> {
  // Only who we are at the resource matters here, and that the token says.
  const configuration = new client.Configuration({ issuer: new URL(url).origin }, 'resource')
  configuration[client.customFetch] = (to, { method, headers }) =>
    outbound.fetch(to, { ...init, method, headers })
  client.allowInsecureRequests(configuration)
  const options = await dpopOption(configuration, dpopKey)
  try {
    return await client.fetchProtectedResource(
      configuration,
      accessToken,
      new URL(url),
      init.method ?? 'GET',
      init.body as client.FetchBody,
      new Headers(init.headers),
      options,
    )
  } catch (error) {
    // A refusal is an answer too.
    if (error instanceof client.WWWAuthenticateChallengeError) return error.response
    throw error
  }
}
