import * as z from 'zod'

const url = z
  .url({ protocol: /^https?$/ })
  .optional()
  .catch(undefined)
const list = z.array(z.string()).optional().catch(undefined)
const flag = z.boolean().optional().catch(undefined)

/**
 * A server's own description, as OpenID Connect Discovery section 3 and RFC 8414 section 2 have it; RFC 8628, RFC 9126,
 * RFC 9207 and RFC 9449 add to it. A member that makes no sense is taken for absent.
 */
export const serverMetadata = z.object({
  issuer: z.string(),
  authorization_endpoint: url,
  token_endpoint: url,
  revocation_endpoint: url,
  userinfo_endpoint: url,
  device_authorization_endpoint: url,
  registration_endpoint: url,
  pushed_authorization_request_endpoint: url,
  require_pushed_authorization_requests: flag,
  authorization_response_iss_parameter_supported: flag,
  scopes_supported: list,
  grant_types_supported: list,
  code_challenge_methods_supported: list,
  token_endpoint_auth_methods_supported: list,
  token_endpoint_auth_signing_alg_values_supported: list,
  id_token_signing_alg_values_supported: list,
  dpop_signing_alg_values_supported: list,
})

type Parsed = z.infer<typeof serverMetadata>
/** Without the members that are absent. */
export type ServerMetadata = { [K in Exclude<keyof Parsed, 'issuer'>]?: NonNullable<Parsed[K]> } & {
  readonly issuer: string
}

/** Endpoints that a document of an https issuer names by http are none: secrets would travel in the clear. */
export function readableMetadata(parsed: Parsed): ServerMetadata {
  const isSafe = (value: unknown) =>
    typeof value !== 'string' || parsed.issuer.startsWith('http:') || !value.startsWith('http:')
  const members = Object.entries(parsed).filter(([, value]) => value !== undefined && isSafe(value))
  return Object.fromEntries(members) as ServerMetadata
}
