import type { Endpoint } from '@patchbay/contracts/endpoint'
import { problems, problemSchema } from '@patchbay/contracts/error'
import * as z from 'zod'

type JsonSchema = Record<string, unknown>
type Components = Record<string, JsonSchema>

/** Moves the named schemas that zod puts under `$defs` to the description's components. */
function jsonSchema(schema: z.ZodType, io: 'input' | 'output', components: Components): JsonSchema {
  const made = z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'draft-2020-12' })
  const text = JSON.stringify(made).replaceAll('"#/$defs/', '"#/components/schemas/')
  const { $schema: _dialect, $defs, ...rest } = JSON.parse(text) as JsonSchema & { $defs?: Components }
  for (const [name, each] of Object.entries($defs ?? {})) components[name] = each
  const { id, ...body } = rest as JsonSchema & { id?: string }
  if (id === undefined) return body
  components[id] = body
  return { $ref: `#/components/schemas/${id}` }
}

function parameters(endpoint: Endpoint, components: Components): JsonSchema[] {
  const of = (schema: z.ZodObject | undefined, place: 'path' | 'query') =>
    Object.entries(schema?.shape ?? {}).map(([name, member]) => {
      const type = member as z.ZodType
      const required = place === 'path' || !type.safeParse(undefined).success
      return { name, in: place, required, schema: jsonSchema(type, 'input', components) }
    })
  return [...of(endpoint.params, 'path'), ...of(endpoint.query, 'query')]
}

function responses(endpoint: Endpoint, components: Components): JsonSchema {
  const codes = [
    ...endpoint.errors,
    ...(endpoint.permission === 'anyone'
      ? []
      : (['not_signed_in', 'invalid_api_key', 'not_permitted'] as const)),
    ...(endpoint.method === 'GET' ? [] : (['foreign_origin'] as const)),
    ...(endpoint.body === undefined
      ? []
      : (['too_slow', 'invalid_json', 'unknown_member', 'invalid_value', 'body_too_large'] as const)),
  ]
  const problem = { 'application/problem+json': { schema: jsonSchema(problemSchema, 'output', components) } }
  const failures = Map.groupBy(new Set(codes), (code) => problems[code].status)
  const content =
    endpoint.reply === null
      ? {}
      : { content: { 'application/json': { schema: jsonSchema(endpoint.reply, 'output', components) } } }
  return {
    [endpoint.status]: { description: 'Success', ...content },
    ...Object.fromEntries(
      [...failures].map(([status, group]) => [status, { description: group.join(', '), content: problem }]),
    ),
  }
}

/** `GET /api/connections/:id` -> `getApiConnectionsById`. */
function operationId(endpoint: Endpoint): string {
  const words = endpoint.path
    .replaceAll('/:', '/by-')
    .replaceAll(/[/-](\w)/g, (_all, letter: string) => letter.toUpperCase())
    .replaceAll(/\W/g, '')
  return endpoint.method.toLowerCase() + words
}

/** By session or key, unless a key can never be enough. */
function securityOf({ permission }: Endpoint): JsonSchema {
  if (permission === 'anyone') return { security: [] }
  return ['manage', 'administer', 'session'].includes(permission) ? { security: [{ session: [] }] } : {}
}

/** The OpenAPI 3.1 description, made from the endpoints that the BFF has bound. */
export function openApi(
  endpoints: readonly Endpoint[],
  { serverUrl, cookieName }: { readonly serverUrl: string; readonly cookieName: string },
): JsonSchema {
  const components: Components = {}
  const paths: Record<string, JsonSchema> = {}
  for (const endpoint of endpoints) {
    const path = endpoint.path.replaceAll(/:(\w+)/g, '{$1}')
    const body =
      endpoint.body === undefined
        ? {}
        : {
            requestBody: {
              required: !endpoint.body.safeParse(undefined).success,
              content: { 'application/json': { schema: jsonSchema(endpoint.body, 'input', components) } },
            },
          }
    paths[path] = {
      ...paths[path],
      [endpoint.method.toLowerCase()]: {
        operationId: operationId(endpoint),
        summary: endpoint.summary,
        ...securityOf(endpoint),
        'x-permission': endpoint.permission,
        parameters: parameters(endpoint, components),
        ...body,
        responses: responses(endpoint, components),
      },
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Patchbay',
      version: '0.1.0',
      description: 'OAuth 2.0 connections to business applications',
    },
    servers: [{ url: serverUrl }],
    security: [{ session: [] }, { apiKey: [] }],
    paths,
    components: {
      schemas: components,
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: cookieName },
        apiKey: { type: 'http', scheme: 'bearer', description: 'An API key, `pb_…`' },
      },
    },
  }
}
