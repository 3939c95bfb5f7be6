import type { EntityType } from './entity.ts'

const defaultVersions = ['20.200.001', '22.200.001', '23.200.001', '24.200.001', '25.200.001']

/** What a live instance of build 25.093 listed, by Acumatica's documentation of `GET {inst}/entity`. */
const versions: Record<string, readonly string[]> = {
  Default: defaultVersions,
  eCommerce: ['20.200.001', '22.200.001', '23.200.001', '24.200.001'],
  MANUFACTURING: ['21.200.001', '23.100.001', '23.200.001', '24.200.001', '25.100.001'],
}

export function hasEndpoint(name: string, version: string): boolean {
  const found = Object.keys(versions).find((each) => each.toLowerCase() === name.toLowerCase())
  return found !== undefined && versions[found]?.includes(version) === true
}

/** `GET {inst}/entity`: which endpoints there are, told to anybody. */
export function describeInstance(instancePath: string) {
  return {
    version: { acumaticaBuildVersion: '25.200.0181', databaseVersion: '25.200.0181' },
    endpoints: Object.entries(versions).flatMap(([name, each]) =>
      each.map((version) => ({ name, version, href: `${instancePath}/entity/${name}/${version}/` })),
    ),
  }
}

/** `swagger.json`: an entity's path stands first, which is what a client reads to find something to ask for. */
export function describeEndpoint(entities: readonly EntityType[], url: string) {
  const [name = '', version = ''] = url.split('/').slice(-2)
  return {
    openapi: '3.0.1',
    info: { title: `${name}/${version}`, version },
    servers: [{ url }],
    paths: Object.fromEntries(entities.flatMap(pathsOf)),
    components: {
      schemas: Object.fromEntries(entities.map(schemaOf)),
      securitySchemes: { oauth2: { type: 'http', scheme: 'bearer' } },
    },
    security: [{ oauth2: [] }],
  }
}

function pathsOf({ name }: EntityType): [string, unknown][] {
  const schema = { $ref: `#/components/schemas/${name}` }
  const top = { name: '$top', in: 'query', required: false, schema: { type: 'integer', minimum: 0 } }
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } }
  const list = { type: 'array', items: schema }
  const body = { content: { 'application/json': { schema } } }
  return [
    [
      `/${name}`,
      {
        get: { operationId: `${name}_GetList`, parameters: [top], responses: answers(list) },
        put: { operationId: `${name}_PutEntity`, requestBody: body, responses: answers(schema) },
      },
    ],
    [
      `/${name}/{id}`,
      { get: { operationId: `${name}_GetById`, parameters: [id], responses: answers(schema) } },
    ],
  ]
}

function answers(schema: unknown) {
  return { 200: { description: 'OK', content: { 'application/json': { schema } } } }
}

function schemaOf({ name, fields }: EntityType): [string, unknown] {
  const properties = Object.entries(fields).map(([field, type]) => {
    const value = { type: 'object', properties: { value: type } }
    return [field, value]
  })
  return [
    name,
    {
      type: 'object',
      properties: { id: { type: 'string', format: 'uuid' }, ...Object.fromEntries(properties) },
    },
  ]
}
