import * as fc from 'fast-check'

/** What has broken programs before. */
const odd = [
  '',
  ' ',
  '\u0000',
  '\n',
  '\ud800',
  '\u202e',
  '💥',
  'İ',
  '__proto__',
  'constructor',
  'toString',
  '../../etc/passwd',
  '..\\users',
  '%00',
  '%ZZ',
  "' or 1=1 --",
  '<script>alert(1)</script>',
  '{{7*7}}',
  '${7*7}',
  '1e999',
  '-1',
  'NaN',
  'x'.repeat(300),
  'x'.repeat(70_000),
]

/** No name: nothing may be looked up outside of this machine. */
const addresses = [
  'https://127.0.0.1:1',
  'https://127.0.0.1:1/a/b/?c=d#e',
  'http://127.0.0.1:1/',
  'https://192.0.2.1',
  'https://[::1]:1',
  'https://user:password@127.0.0.1:1',
  'https://127.0.0.1:99999',
  'ftp://127.0.0.1',
  'javascript:alert(1)',
  'data:text/html,x',
  'https://',
  '//127.0.0.1',
]

/** Words of the API, which lead past its first checks. */
const words = [
  'oauth2',
  'acumatica',
  'lexbizz',
  'lightspeed',
  'exact-online',
  'certinia',
  'cookie',
  'basic',
  'jwt-bearer',
  'client-credentials',
  'device',
  'api',
  'offline_access',
  'source',
  'destination',
  'lookup',
  'asc',
  'desc',
  'name',
  'online',
  'offline',
  'draft',
  'token',
  'proxy',
  'read',
  'cloud',
  'on-premise',
  'connection.offline',
]

const times = [
  '2030-01-31T12:00:00.000Z',
  '2030-02-30T12:00:00.000Z',
  '0000-01-01T00:00:00Z',
  '+275760-09-13T00:00:00.001Z',
  'now',
]

export interface Known {
  /** Ids that records have, and some that none has. */
  readonly ids: readonly string[]
}

export function texts({ ids }: Known): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...words) },
    { weight: 2, arbitrary: fc.constantFrom(...addresses) },
    { weight: 2, arbitrary: fc.constantFrom(...ids) },
    { weight: 2, arbitrary: fc.constantFrom(...odd) },
    { weight: 1, arbitrary: fc.constantFrom(...times) },
    { weight: 2, arbitrary: fc.string({ maxLength: 30 }) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  )
}

/** The settings of applications, and what an object may be asked for that has not said so. */
export const memberNames = fc.oneof(
  fc.constantFrom(
    'instanceUri',
    'endpointName',
    'endpointVersion',
    'mode',
    'agentId',
    'issuer',
    'authorizationUrl',
    'tokenUrl',
    'baseUrl',
    'testUrl',
    'tokenParameters',
    'password',
    'userName',
    'privateKey',
    'subdomain',
    'apiType',
    'country',
  ),
  fc.constantFrom('__proto__', 'constructor', 'hasOwnProperty', '', 'id', 'version', 'sealed'),
  fc.string({ maxLength: 10 }),
)

export const anyAddress = fc.constantFrom(...addresses)
export const anyTime = fc.constantFrom(...times)
