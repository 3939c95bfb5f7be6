import * as z from 'zod'
import { connectionSchema, scopesSchema, testResultSchema } from './connection.ts'
import { endpoint } from './endpoint.ts'
import { idParams, recordVersion } from './list.ts'

const maxLength = 20_000

/** RFC 6749 appendix A.12 and A.17: printable ASCII. The messages never show what was written. */
function secretText(what: string) {
  return z
    .string(`Write the ${what} as text.`)
    .trim()
    .max(maxLength, `The ${what} has at most ${maxLength} characters.`)
    .regex(
      /^(?!["'{])[\u0021-\u007e]*$/,
      `Paste the ${what} alone: without quotes, spaces, line breaks or the word Bearer.`,
    )
    .nullable()
    .default(null)
}

const fact = z
  .string('Write it as text.')
  .trim()
  .min(1, 'Write a value, or leave it out.')
  .max(2000, 'Write at most 2,000 characters.')

export const importTokensBody = z
  .strictObject({
    version: recordVersion.optional(),
    accessToken: secretText('access token').describe('Left out: it is fetched by the refresh token'),
    refreshToken: secretText('refresh token').describe('null: nothing renews the access token'),
    expiresAt: z.iso
      .datetime({ offset: true, error: 'Write a time such as 2030-01-31T12:00:00Z.' })
      .nullable()
      .default(null)
      .describe('When the access token ends; null: it is not known'),
    expiresInS: z
      .int('Write a whole number of seconds.')
      .min(0, 'Write a whole number of seconds, 0 or more.')
      .max(100 * 365 * 24 * 3600, 'Write at most a hundred years, in seconds.')
      .optional()
      .describe('In place of expiresAt, from now on'),
    tokenType: z
      .string('Write the token type as text.')
      .regex(/^[A-Za-z][A-Za-z0-9._~+-]{0,39}$/, 'Write a token type such as Bearer.')
      .default('Bearer'),
    grantedScopes: scopesSchema.optional().describe('Left out: those of the connection'),
    facts: z
      .record(z.string(), fact)
      .default({})
      .describe('What the application told with the tokens, such as instance_url or domain_prefix'),
  })
  .refine(({ accessToken, refreshToken }) => Boolean(accessToken) || Boolean(refreshToken), {
    path: ['accessToken'],
    message: 'Write the access token, the refresh token, or both.',
  })
  .refine(({ expiresAt, expiresInS }) => expiresAt === null || expiresInS === undefined, {
    path: ['expiresInS'],
    message: 'Write either expiresAt or expiresInS.',
  })

export const importTokens = endpoint({
  method: 'POST',
  path: '/api/connections/:id/import-tokens',
  summary: 'Take over tokens that were obtained elsewhere for the same client; they are tested at once',
  permission: 'manage',
  params: idParams,
  body: importTokensBody,
  reply: z.object({ connection: connectionSchema, test: testResultSchema }),
  status: 200,
  errors: ['not_found', 'stale_version', 'invalid_value', 'application_failed', 'application_unreachable'],
  audit: { action: 'connection.tokens_imported', collection: 'connections' },
})
