import * as z from 'zod'

const base64url = z
  .string()
  .max(20_000)
  .regex(/^[\w-]*$/)

/** What every answer of an authenticator has; what browsers add to it is of no account. */
const common = {
  id: base64url.min(1),
  rawId: base64url.min(1),
  type: z.literal('public-key'),
  clientExtensionResults: z
    .object({ credProps: z.object({ rk: z.boolean().exactOptional() }).exactOptional() })
    .default({}),
}

/** WebAuthn Level 3 section 5.1: `PublicKeyCredential.toJSON()` of a sign-in. */
export const passkeyAnswer = z.object({
  ...common,
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: base64url.exactOptional(),
  }),
})
export type PasskeyAnswer = z.output<typeof passkeyAnswer>

/** And of a registration. */
export const newPasskeyAnswer = z.object({
  ...common,
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    transports: z.array(z.string().max(50)).max(10).optional(),
  }),
})
export type NewPasskeyAnswer = z.output<typeof newPasskeyAnswer>
