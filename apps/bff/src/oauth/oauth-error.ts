import { type AuthorizationErrorCode, authorizationErrorCodes } from '@patchbay/contracts/authorizations'
import * as client from 'openid-client'
import { OutboundError } from '../outbound/outbound-error.ts'
import { readRetryAfter } from '../outbound/retry-after.ts'

export interface OAuthErrorOptions {
  readonly description?: string | null
  readonly cause?: unknown
  readonly passing?: boolean
  readonly retryAfterMs?: number
}

/** Why an exchange with an application failed. `message` is for an admin; it never holds a token or a secret. */
export class OAuthError extends Error {
  override readonly name = 'OAuthError'
  readonly code: AuthorizationErrorCode
  /** The application's own `error_description`, as text, at most 300 characters. */
  readonly description: string | null
  /** Another try later may succeed: a timeout, a 5xx, a 429. */
  readonly passing: boolean
  /** How long the application asks to wait, at most an hour; 0: it does not. */
  readonly retryAfterMs: number

  constructor(code: AuthorizationErrorCode, message: string, options: OAuthErrorOptions = {}) {
    super(message, { cause: options.cause })
    this.code = code
    this.description = options.description ?? null
    this.passing = options.passing ?? false
    this.retryAfterMs = options.retryAfterMs ?? 0
  }
}

const maxDescriptionLength = 300

/** RFC 6749 allows %x20-21 / %x23-5B / %x5D-7E; real servers send more, so it is taken as text and cut. */
export function cleanDescription(text: string | undefined): string | null {
  if (typeof text !== 'string') return null
  // oxlint-disable-next-line no-control-regex -- control characters are what this takes out
  const clean = text.replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]+/g, ' ').trim()
  const characters = Array.from(clean)
  if (characters.length === 0) return null
  return characters.length <= maxDescriptionLength
    ? clean
    : `${characters.slice(0, maxDescriptionLength - 1).join('')}…`
}

const words: Partial<Record<AuthorizationErrorCode, string>> = {
  access_denied: 'Access was not allowed on the consent page. Try again and choose to allow it.',
  invalid_client:
    'The application does not accept the client ID and secret. Compare the iClient with the registered client, then try again.',
  invalid_grant: 'The application no longer accepts this sign-in. Try again.',
  invalid_request:
    'The application refused the request. Check that the callback URL is registered there letter by letter.',
  invalid_scope:
    'The application does not grant one of the scopes to this client. Change the scopes, then try again.',
  unauthorized_client:
    'The client is not allowed to sign in this way. Check its flow at the application: it must be Authorization Code.',
  server_error: 'The application had a fault of its own. Try again in a moment.',
}

function fromCode(error: string, description: string | undefined, cause: unknown): OAuthError {
  const code = error === 'temporarily_unavailable' ? 'server_error' : error
  const options = { description: cleanDescription(description), cause, passing: code === 'server_error' }
  const known = authorizationErrorCodes.find((each) => each === code)
  const message = known === undefined ? undefined : words[known]
  if (known !== undefined && message !== undefined) return new OAuthError(known, message, options)
  const shown = cleanDescription(error)?.slice(0, 60) ?? 'an unknown error'
  return new OAuthError('other', `The application refused the request with “${shown}”.`, options)
}

function invalidAnswer(message: string, cause: unknown, options: OAuthErrorOptions = {}): OAuthError {
  return new OAuthError(
    'invalid_answer',
    `${message} Nothing was changed; try again, and if it stays so, check the address.`,
    { cause, ...options },
  )
}

const longestRetryAfterMs = 3_600_000

/** What a status says of another try, and when. */
function passingOptions({ status, headers }: Response): OAuthErrorOptions {
  const passing = status >= 500 || status === 429
  const value = headers.get('retry-after')
  if (!passing || value === null) return { passing }
  return { passing, retryAfterMs: Math.min(readRetryAfter(value) ?? 0, longestRetryAfterMs) }
}

function fromClientError(error: client.ClientError): OAuthError {
  const { cause } = error
  switch (error.code) {
    case 'OAUTH_RESPONSE_IS_NOT_CONFORM': {
      const answer = cause instanceof Response ? cause : Response.error()
      const { status } = answer
      if (status >= 300 && status < 400) {
        return invalidAnswer(
          'The application answered the token request with a redirect, which is not followed.',
          error,
        )
      }
      return invalidAnswer(
        `The application answered the token request with status ${status} and no OAuth error.`,
        error,
        passingOptions(answer),
      )
    }
    case 'OAUTH_RESPONSE_IS_NOT_JSON':
    case 'OAUTH_PARSE_ERROR':
      return invalidAnswer(
        'The application answered the token request with something that is not JSON.',
        error,
      )
    case 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED':
    case 'OAUTH_JWT_CLAIM_COMPARISON_FAILED':
      return invalidAnswer('The identity in the application’s answer does not fit this request.', error)
    default:
      return invalidAnswer(
        'The application’s answer lacks something that OAuth 2.0 requires, or holds it in a wrong form.',
        error,
      )
  }
}

/** RFC 9207 section 2.4: an authorization response of another issuer is not taken. */
function isIssuerMismatch(error: unknown): boolean {
  const { cause } = error as { cause?: unknown }
  const text = `${error instanceof Error ? error.message : ''} ${cause instanceof Error ? cause.message : ''}`
  return /"iss"/.test(text)
}

/** openid-client wraps what its fetch threw. */
function outboundErrorIn(error: unknown): OutboundError | null {
  if (error instanceof OutboundError) return error
  return error instanceof client.ClientError && error.cause instanceof OutboundError ? error.cause : null
}

function fromOutbound(error: OutboundError): OAuthError {
  if (error.code === 'too_large' || error.code === 'bad_response') {
    return invalidAnswer('The application’s answer is too large or not HTTP as it should be.', error)
  }
  return new OAuthError('application_unreachable', `The application cannot be reached: ${error.message}`, {
    cause: error,
    passing: error.code !== 'address_refused',
  })
}

/** Errors of openid-client and of the way out, as one coded error. */
export function translateOAuthError(error: unknown): OAuthError {
  if (error instanceof OAuthError) return error
  if (error instanceof client.AuthorizationResponseError)
    return fromCode(error.error, error.error_description, error)
  if (error instanceof client.ResponseBodyError) {
    const known = fromCode(error.error, error.error_description, error)
    const options = passingOptions(error.response)
    const { code, message, description } = known
    return options.passing === true
      ? new OAuthError(code, message, { ...options, description, cause: error })
      : known
  }
  const onTheWay = outboundErrorIn(error)
  if (onTheWay !== null) return fromOutbound(onTheWay)
  if (isIssuerMismatch(error)) {
    return new OAuthError(
      'issuer_mismatch',
      'The answer came from another issuer than the one asked. It was not taken.',
      {
        cause: error,
      },
    )
  }
  if (error instanceof client.ClientError) return fromClientError(error)
  return new OAuthError('other', 'The exchange with the application failed.', { cause: error })
}
