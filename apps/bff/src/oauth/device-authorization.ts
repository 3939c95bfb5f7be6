import { setTimeout as wait } from 'node:timers/promises'
import * as client from 'openid-client'
import { configure, fetchFor, type OAuthClient, type OAuthDeps } from './client.ts'
import { type DpopKey, dpopKeyFor, dpopOption } from './dpop.ts'
import { OAuthError, translateOAuthError } from './oauth-error.ts'
import { readTokenSet, type TokenSet } from './token-set.ts'

export interface DeviceInput extends OAuthClient {
  readonly scopes: readonly string[]
}

/** What the user is shown, and what must be remembered until they have answered (RFC 8628 section 3.2). */
export interface DeviceStart {
  readonly deviceCode: string
  readonly userCode: string
  readonly verificationUrl: string
  /** With the code in it, for a QR code. */
  readonly completeVerificationUrl: string | null
  readonly expiresInS: number
  /** Between two questions. */
  readonly intervalS: number
  readonly dpopKey: DpopKey | null
}

/** RFC 8628 section 3.2. */
const defaultIntervalS = 5

function requireEndpoint({ device_authorization_endpoint }: client.ServerMetadata): void {
  if (device_authorization_endpoint !== undefined) return
  const message =
    'The server offers no device authorization. Choose another authentication type, or write the'
  throw new OAuthError('invalid_answer', `${message} Device authorization URL by hand in the HTTP view.`)
}

/** It is shown as a link, so it must be one. */
function webAddress(address: string): string {
  const url = URL.parse(address)
  if (url?.protocol === 'https:' || url?.protocol === 'http:') return url.href
  throw new OAuthError('invalid_answer', 'The server named no web address at which to enter the code.')
}

/** Asks for a code that the user enters elsewhere. @throws OAuthError */
export async function startDeviceAuthorization(deps: OAuthDeps, input: DeviceInput): Promise<DeviceStart> {
  const { scopes, scopeSeparator } = input
  try {
    const configuration = await configure(deps, input)
    requireEndpoint(configuration.serverMetadata())
    const scope: Record<string, string> = scopes.length === 0 ? {} : { scope: scopes.join(scopeSeparator) }
    const answer = await client.initiateDeviceAuthorization(configuration, scope)
    const complete = answer.verification_uri_complete
    return {
      deviceCode: answer.device_code,
      userCode: answer.user_code,
      verificationUrl: webAddress(answer.verification_uri),
      completeVerificationUrl: complete === undefined ? null : webAddress(complete),
      expiresInS: answer.expires_in,
      intervalS: answer.interval ?? defaultIntervalS,
      dpopKey: await dpopKeyFor(configuration, input),
    }
  } catch (error) {
    throw translateOAuthError(error)
  }
}

export interface DevicePoll extends DeviceInput {
  readonly deviceCode: string
  readonly intervalS: number
  readonly dpopKey: DpopKey | null
  /** Epoch ms at which the code ends. */
  readonly deadline: number
}

function expired(): OAuthError {
  return new OAuthError('expired', 'The code was not entered in time. Try again.')
}

/** Polls by itself while the user has not answered, and slows down when told to. */
async function poll(deps: OAuthDeps, input: DevicePoll, signal: AbortSignal): Promise<TokenSet> {
  const configuration = await configure(deps, input)
  const remainingS = Math.max(1, Math.ceil((input.deadline - Date.now()) / 1000))
  const pending = {
    device_code: input.deviceCode,
    // Neither of the two is sent.
    user_code: '-',
    verification_uri: '-',
    expires_in: remainingS,
    interval: input.intervalS,
  }
  const options = { ...(await dpopOption(configuration, input.dpopKey)), signal }
  let requestedAt = Date.now()
  const ask = fetchFor(deps, input)
  // The last of the questions is the one that is answered with tokens.
  configuration[client.customFetch] = (url, init) => {
    requestedAt = Date.now()
    return ask(url, init)
  }
  const answer = await client.pollDeviceAuthorizationGrant(
    configuration,
    pending,
    input.oauth.tokenParameters,
    options,
  )
  const { scopes: askedScopes, dpopKey } = input
  return readTokenSet(answer, { client: input, requestedAt, askedScopes, knownFacts: {}, dpopKey })
}

/**
 * Waits until the user has entered the code and answered (RFC 8628 section 3.4). Passing failures only make it wait.
 *
 * @throws OAuthError; `expired` where nobody answered in time
 */
export async function finishDeviceAuthorization(
  deps: OAuthDeps,
  input: DevicePoll,
  signal: AbortSignal,
): Promise<TokenSet> {
  const remainingMs = Math.max(0, input.deadline - Date.now())
  const until = AbortSignal.any([signal, AbortSignal.timeout(remainingMs)])
  for (;;) {
    try {
      return await poll(deps, input, until)
    } catch (thrown) {
      if (until.aborted) throw expired()
      const error = translateOAuthError(thrown)
      if (!error.passing) throw error
      await wait(input.intervalS * 1000, undefined, { signal: until }).catch(() => undefined)
      if (until.aborted) throw expired()
    }
  }
}
