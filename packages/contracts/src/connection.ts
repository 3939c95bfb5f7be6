import * as z from 'zod'
import { recordName, recordVersion, timestamp } from './list.ts'

export const connectionStatuses = ['draft', 'online', 'offline'] as const
export const authTypes = ['oauth2', 'cookie', 'jwt-bearer', 'client-credentials', 'device', 'basic'] as const

export const minConcurrencyLevel = 1
export const maxConcurrencyLevel = 25
export const defaultConcurrencyLevel = 5

const settingValue = z.union([z.string(), z.number(), z.boolean(), z.null()])
/** As programs may write it: an object of parameters, too. */
const givenSetting = z.union([settingValue, z.record(z.string(), z.string())])

/** What the application's test call said. */
export const testResultSchema = z
  .object({
    ok: z.boolean(),
    status: z.number().int().nullable().describe('HTTP status of the deciding answer, null where none came'),
    detail: z.string(),
    durationMs: z.number(),
  })
  .meta({ id: 'TestResult' })
export type TestResult = z.infer<typeof testResultSchema>

/** A connection as every answer carries it: without its credentials. */
export const connectionSchema = z
  .object({
    id: z.string(),
    version: z.number().int(),
    name: z.string(),
    application: z.string(),
    authType: z.enum(authTypes),
    settings: z.record(z.string(), settingValue),
    scopes: z.array(z.string()),
    iClientId: z.string().nullable(),
    storedSecrets: z
      .array(z.string())
      .describe('Names of the secrets that are stored; their values are never shown'),
    advanced: z.object({ concurrencyLevel: z.number().int(), borrowConcurrencyFrom: z.string().nullable() }),
    agent: z
      .object({ id: z.string(), name: z.string(), status: z.enum(['online', 'offline']) })
      .nullable()
      .describe('That its requests go through; null: they go straight out'),
    status: z.enum(connectionStatuses),
    statusReason: z.string().nullable().describe('Why it is offline and what to do, in one sentence'),
    token: z
      .object({
        obtainedAt: timestamp,
        expiresAt: timestamp.nullable().describe('null: the application does not say'),
        refreshable: z.boolean(),
        grantedScopes: z.array(z.string()),
        missingScopes: z.array(z.string()).describe('Asked for, but not granted'),
        facts: z.record(z.string(), z.string()),
      })
      .nullable(),
    lastTest: testResultSchema.extend({ at: timestamp }).nullable(),
    lastUsedAt: timestamp.nullable(),
    sandbox: z.boolean().describe('Leads to a stand-in application of the sandbox'),
    createdAt: timestamp,
    createdBy: z.string(),
    updatedAt: timestamp,
  })
  .meta({ id: 'Connection' })
export type Connection = z.infer<typeof connectionSchema>

const name = recordName
const settings = z.record(z.string(), givenSetting)
export const secretSchema = z.string().max(20_000, 'Write at most 20,000 characters.')
const secrets = z.record(z.string(), secretSchema)

const scope = z.string('Write scopes as text.').max(500, 'A scope has at most 500 characters.')
export const scopesSchema = z.array(scope).max(500, 'At most 500 scopes.')

export const concurrencyLevel = z
  .int(`Write a whole number from ${minConcurrencyLevel} to ${maxConcurrencyLevel}.`)
  .min(minConcurrencyLevel, `Write a whole number from ${minConcurrencyLevel} to ${maxConcurrencyLevel}.`)
  .max(maxConcurrencyLevel, `Write a whole number from ${minConcurrencyLevel} to ${maxConcurrencyLevel}.`)

const advanced = z.strictObject({
  concurrencyLevel: concurrencyLevel.optional(),
  borrowConcurrencyFrom: z
    .string()
    .nullable()
    .optional()
    .describe('Connection of the same application whose pool this one shares'),
})

export const applyToSchema = z.strictObject({ flowId: z.string().max(100), stepId: z.string().max(100) })

/** `settings` is checked against the application's own schema, see `GET /api/applications/:id`. */
export const createConnectionBody = z.strictObject({
  name,
  application: z.string('Choose the application.'),
  authType: z.enum(authTypes, 'Choose an authentication type that the application offers.'),
  settings: settings.default({}),
  scopes: scopesSchema.default([]),
  iClientId: z.string().nullable().default(null),
  advanced: advanced.default({}),
  secrets: secrets.default({}).describe('Write-only, by field name'),
  applyTo: applyToSchema
    .nullable()
    .default(null)
    .describe('Step that uses the connection from its first successful authorization on'),
})

export const updateConnectionBody = z.strictObject({
  version: recordVersion,
  name: name.optional(),
  application: z.string().optional().describe('Cannot be changed; accepted where it is the same'),
  authType: z.enum(authTypes).optional(),
  settings: settings.optional().describe('Members given replace the stored ones; the others stay'),
  scopes: scopesSchema.optional(),
  iClientId: z.string().nullable().optional(),
  advanced: advanced.optional(),
  secrets: secrets.optional().describe('Write-only; those left out stay as they are'),
})
