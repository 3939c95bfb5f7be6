import * as z from 'zod'
import { authTypes } from './connection.ts'
import { endpoint } from './endpoint.ts'
import { pageOf } from './list.ts'
import { publicUrlSchema } from './session.ts'

/** Holds where the setting has one of the values; `authType` counts as a setting. */
export const conditionSchema = z.object({ field: z.string(), equals: z.array(z.string()) })
export type Condition = z.infer<typeof conditionSchema>

/** All of them must hold. */
const visibleWhen = z.array(conditionSchema).readonly().optional()

/** One member of a connection's `settings`, as data: the console draws it, the BFF checks it. */
export const settingFieldSchema = z.object({
  name: z.string(),
  label: z.string(),
  /** `secret` and `private-key` are written, never read: they go into a connection's `secrets`. */
  kind: z
    .enum([
      'text',
      'url',
      'endpoint',
      'select',
      'suggest',
      'parameters',
      'flag',
      'agent',
      'secret',
      'private-key',
    ])
    .describe(
      'endpoint: a URL that may have a query; parameters: an object, or lines of name=value; flag: "on" or left out',
    ),
  help: z.string().optional(),
  placeholder: z.string().optional(),
  required: z.boolean(),
  default: z.string().optional(),
  options: z.array(z.object({ value: z.string(), label: z.string() })).optional(),
  /** Other spellings of an option, as they come in. */
  aliases: z.record(z.string(), z.string()).optional(),
  suggestions: z.array(z.string()).optional(),
  visibleWhen,
  /** Replaces what the application derives from its other settings; drawn in the HTTP view alone. */
  override: z.boolean().optional(),
  /** Of a private key: which kinds of key may sign; RSA alone unless told. */
  keyTypes: z.array(z.enum(['rsa', 'ec', 'ed25519'])).optional(),
  /** Of parameters: names that the protocol itself uses. */
  reserved: z.array(z.string()).optional(),
  /** Regular expression that the whole value must match, and the message where it does not. */
  pattern: z.object({ source: z.string(), message: z.string() }).optional(),
  maxLength: z.number().int().optional(),
})
export type SettingField = z.infer<typeof settingFieldSchema>

export const scopeSchema = z.object({
  value: z.string(),
  description: z.string(),
  blocked: z.string().optional().describe('Why it cannot be added'),
  visibleWhen,
})
export type Scope = z.infer<typeof scopeSchema>

export const applicationSummarySchema = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    monogram: z.object({ text: z.string(), color: z.string() }),
  })
  .meta({ id: 'ApplicationSummary' })
export type ApplicationSummary = z.infer<typeof applicationSummarySchema>

export const applicationSchema = applicationSummarySchema
  .extend({
    authTypes: z.array(z.object({ value: z.enum(authTypes), label: z.string(), visibleWhen })),
    fields: z.array(settingFieldSchema),
    httpFields: z
      .array(settingFieldSchema)
      .describe('Settings in the terms of OAuth itself, which replace what the application derives'),
    scopes: z.array(scopeSchema),
    suggestedScopes: z.array(z.string()),
    scopeSeparator: z.string(),
    customScopes: z.boolean().describe('Scopes that the list does not know may be asked for'),
    callbackUrls: z.array(publicUrlSchema),
    sandbox: z
      .object({ settings: z.record(z.string(), z.string()), iClientId: z.string() })
      .nullable()
      .describe('What to fill in for the stand-in of this application, where the sandbox runs'),
    builtInClient: z
      .object({
        configured: z.boolean(),
        variables: z.array(z.string()).describe('Environment variables in which the operator sets it'),
      })
      .nullable()
      .describe('A client that the deployment brings, where some of the application’s settings call for one'),
  })
  .meta({ id: 'Application' })
export type Application = z.infer<typeof applicationSchema>

export const listApplications = endpoint({
  method: 'GET',
  path: '/api/applications',
  summary: 'The catalogue',
  permission: 'read',
  limits: 'none',
  reply: pageOf(applicationSummarySchema),
  status: 200,
  errors: [],
})

export const getApplication = endpoint({
  method: 'GET',
  path: '/api/applications/:id',
  summary: 'One application: fields, authentication types, scopes, callback URLs',
  permission: 'read',
  limits: 'none',
  params: z.object({ id: z.string().max(100) }),
  reply: applicationSchema,
  status: 200,
  errors: ['not_found'],
})
