import * as z from 'zod'

/** Every code an error can carry, with its HTTP status and title (RFC 9457 section 3.1). */
export const problems = {
  invalid_json: { status: 400, title: 'The body is not valid JSON' },
  unknown_member: { status: 400, title: 'Unknown member' },
  malformed_request: { status: 400, title: 'The request cannot be read' },
  not_signed_in: { status: 401, title: 'Sign in first' },
  invalid_api_key: { status: 401, title: 'The API key is not valid' },
  wrong_password: { status: 401, title: 'Wrong password' },
  second_factor_required: { status: 401, title: 'A second proof is needed' },
  wrong_code: { status: 401, title: 'Wrong code' },
  wrong_passkey: { status: 401, title: 'The passkey was not accepted' },
  wrong_setup_token: { status: 401, title: 'The setup link is not valid' },
  wrong_link: { status: 401, title: 'The link is not valid' },
  not_permitted: { status: 403, title: 'Not permitted' },
  password_sign_in_off: { status: 403, title: 'Password sign-in is switched off' },
  foreign_origin: { status: 403, title: 'Request from another origin' },
  not_found: { status: 404, title: 'Not found' },
  name_taken: { status: 409, title: 'Name already taken' },
  stale_version: { status: 409, title: 'Changed by someone else' },
  in_use: { status: 409, title: 'Still in use' },
  setup_done: { status: 409, title: 'Setup is already done' },
  last_owner: { status: 409, title: 'The last owner' },
  email_missing: { status: 409, title: 'Your email address is missing' },
  user_disabled: { status: 409, title: 'The user is disabled' },
  no_password: { status: 409, title: 'You sign in without a password' },
  no_token: { status: 409, title: 'The connection has no access token' },
  not_authorized_yet: { status: 409, title: 'The connection is not authorized' },
  too_slow: { status: 408, title: 'The request did not arrive in time' },
  body_too_large: { status: 413, title: 'The body is too large' },
  not_json: { status: 415, title: 'The body must be JSON' },
  invalid_value: { status: 422, title: 'Some values are not valid' },
  too_many_attempts: { status: 429, title: 'Too many attempts' },
  headers_too_large: { status: 431, title: 'The headers are too large' },
  internal: { status: 500, title: 'Something went wrong on the server' },
  agent_refused: { status: 502, title: 'The agent does not let this through' },
  application_failed: { status: 502, title: 'The application did not answer as it should' },
  application_unreachable: { status: 502, title: 'The application cannot be reached' },
  agent_offline: { status: 503, title: 'The agent is not connected' },
  storage_unavailable: { status: 503, title: 'The data cannot be written right now' },
  too_busy: { status: 503, title: 'Too many requests wait' },
  shutting_down: { status: 503, title: 'Shutting down' },
  application_timeout: { status: 504, title: 'The application did not answer in time' },
  storage_full: { status: 507, title: 'The disk is full' },
} as const satisfies Record<string, { status: number; title: string }>

export type ErrorCode = keyof typeof problems

/** What one may prove oneself with beside the password. */
export const secondFactors = ['code', 'passkey'] as const
export type SecondFactor = (typeof secondFactors)[number]

export const fieldErrorSchema = z.strictObject({
  path: z.string().describe('Dotted path of the member, e.g. settings.instanceUri'),
  message: z.string().describe('What is wrong and what to write instead'),
})
export type FieldError = z.infer<typeof fieldErrorSchema>

const typePrefix = 'urn:patchbay:problem:'

/** `application/problem+json`, RFC 9457. The last segment of `type` is the error code. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    errors: z.array(fieldErrorSchema).optional(),
    factors: z
      .array(z.enum(secondFactors))
      .optional()
      .describe('Of `second_factor_required`: what the same call may bring beside the password'),
  })
  .meta({ id: 'Problem' })
export type Problem = z.infer<typeof problemSchema>

export function problemType(code: ErrorCode): string {
  return typePrefix + code
}

/** The code of a problem, or `undefined` for one that this version does not know. */
export function problemCode(type: string): ErrorCode | undefined {
  const code = type.startsWith(typePrefix) ? type.slice(typePrefix.length) : ''
  return code in problems ? (code as ErrorCode) : undefined
}
