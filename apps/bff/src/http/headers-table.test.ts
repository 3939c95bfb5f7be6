import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApiKey } from '@patchbay/contracts/api-keys'
import type { Connection } from '@patchbay/contracts/connection'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listen } from '../http-server.ts'
import type { ApiClient } from '../testing/api-client.ts'
import { begin, callbackOf, draftAt } from '../testing/connecting.ts'
import { type EchoServer, startEchoServer } from '../testing/echo-server.ts'
import { openEventStream } from '../testing/event-stream.ts'
import { type IdentityProvider, signOn, startIdentityProvider } from '../testing/identity-provider.ts'
import { newLink } from '../testing/link-visitor.ts'
import { type OddServer, startOddServer } from '../testing/odd-server.ts'
import { onlineAt } from '../testing/proxying.ts'
import { rawExchange } from '../testing/raw-exchange.ts'
import { startTestPatchbay, type TestPatchbay } from '../testing/test-patchbay.ts'

let dir: string
let patchbay: TestPatchbay
let api: ApiClient
let odd: OddServer
let app: EchoServer
let provider: IdentityProvider
let draft: Connection
let online: Connection
let key: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'patchbay-headers-'))
  await mkdir(join(dir, 'assets'))
  await writeFile(join(dir, 'index.html'), '<!doctype html><title>Patchbay</title>')
  await writeFile(join(dir, 'assets/app-4f1d.js'), 'console.log(1)')
  await writeFile(join(dir, 'agent.tgz'), 'the package')
  const url = 'https://patchbay.example'
  provider = await startIdentityProvider(url)
  const env = { PATCHBAY_PUBLIC_URL: url, ...provider.env }
  patchbay = await startTestPatchbay({ consoleDir: dir, agentPackage: join(dir, 'agent.tgz'), env })
  api = await patchbay.signedIn()
  ;[odd, app] = await Promise.all([startOddServer(), startEchoServer()])
  draft = await draftAt(api, odd)
  online = await onlineAt(api, app.origin)
  const body = { name: 'All', permissions: ['token', 'proxy', 'read'] }
  key = (await api.ok(createApiKey, { body })).key
})
afterAll(async () => {
  await Promise.all([patchbay.stop(), odd.stop(), app.stop(), provider.stop()])
  await rm(dir, { recursive: true, force: true })
})

interface Seen {
  readonly status: number
  readonly headers: Headers
}

const page = (path: string) => patchbay.visitor().send('GET', path)
const withKey = (path: string) => api.send('GET', path, { headers: { authorization: `Bearer ${key}` } })

async function raw(request: string): Promise<Seen> {
  const { status, headers } = await rawExchange(patchbay.target, request)
  return { status, headers: new Headers(headers.map(([name, value]): [string, string] => [name, value])) }
}

async function whileStarting(): Promise<Seen> {
  const server = await listen('127.0.0.1', 0)
  const answer = await fetch(`http://127.0.0.1:${server.port}/`)
  await server.stop()
  return answer
}

async function stream(): Promise<Seen> {
  const opened = await openEventStream(api)
  opened.leave()
  return opened
}

async function callback(): Promise<Seen> {
  const { pathname, search } = callbackOf(await begin(api, draft))
  return api.send('GET', pathname + search, { headers: { origin: '' } })
}

async function link(method: 'GET' | 'POST'): Promise<Seen> {
  const { pathname } = new URL(await newLink(api, await draftAt(api, odd)))
  return patchbay.visitor().send(method, pathname)
}

const sentFromElsewhere = () =>
  patchbay.visitor().send('GET', '/sign-in/oidc', { headers: { 'sec-fetch-site': 'cross-site' } })

function loggedOut(token: string): Promise<Seen> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const body = new URLSearchParams({ logout_token: token }).toString()
  return patchbay.visitor().send('POST', '/sign-in/oidc/backchannel-logout', { headers, body })
}

function viaProxy(): Promise<Seen> {
  // An application that would like to say who may frame, read and remember what comes from this origin.
  app.answer((_request, response) => {
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': 'default-src *; frame-ancestors *',
      'x-frame-options': 'ALLOWALL',
      'x-content-type-options': 'no',
      'referrer-policy': 'unsafe-url',
      'permissions-policy': 'camera=*',
      'cross-origin-opener-policy': 'unsafe-none',
      'cross-origin-embedder-policy': 'unsafe-none',
      'cross-origin-resource-policy': 'cross-origin',
      'access-control-allow-origin': 'https://attacker.example',
      'access-control-allow-credentials': 'true',
      'strict-transport-security': 'max-age=0',
      'cache-control': 'private',
    })
    response.end('<script>alert(1)</script>')
  })
  return withKey(`/api/connections/${online.id}/proxy/page`)
}

const console = "default-src 'none';script-src 'self';style-src 'self';"
const ownPage = "default-src 'none'; "

/** What answers, the status, how long it may be kept, and how its policy begins. */
const table: [string, () => Promise<Seen>, number, string, string][] = [
  ['the console', () => page('/'), 200, 'no-cache', console],
  ['a page below', () => page('/connections/new'), 200, 'no-cache', console],
  ['an asset', () => page('/assets/app-4f1d.js'), 200, 'public, max-age=31536000, immutable', console],
  ['an asset that is gone', () => page('/assets/gone.js'), 404, 'no-store', console],
  ['an answer of the API', () => api.send('GET', '/api/connections'), 200, 'no-store', console],
  ['the description', () => api.send('GET', '/api/openapi.json'), 200, 'no-store', console],
  ['the calls’ refusal', () => page('/api/connections'), 401, 'no-store', console],
  ['a call that is none', () => page('/api/nope'), 404, 'no-store', console],
  ['a body that is none', () => api.send('POST', '/api/connections'), 415, 'no-store', console],
  ['a token', () => withKey(`/api/connections/${online.id}/token`), 200, 'no-store', console],
  ['a token refused', () => withKey('/api/connections/conn_x/token'), 404, 'no-store', console],
  ['what an application sends', viaProxy, 200, 'private', "sandbox; default-src 'none'; "],
  ['the stream of changes', stream, 200, 'no-store', console],
  ['the callback page', callback, 200, 'no-store', ownPage],
  ['the callback page, refusing', () => page('/connection/oauth2callback'), 400, 'no-store', ownPage],
  ['the page of a link', () => link('GET'), 200, 'no-store', ownPage],
  ['the button of a link', () => link('POST'), 303, 'no-store', console],
  ['a link that is none', () => page('/sign-in-link/nope'), 404, 'no-store', ownPage],
  ['the way to the provider', () => page('/sign-in/oidc'), 303, 'no-store', console],
  ['the way to it, asked first', sentFromElsewhere, 200, 'no-store', ownPage],
  ['the way back', () => signOn(patchbay.visitor(), provider), 303, 'no-store', console],
  ['the way back, refusing', () => page('/sign-in/oidc/callback'), 400, 'no-store', ownPage],
  ['the provider’s word, refused', () => loggedOut(''), 400, 'no-store', console],
  ['the agent’s package', () => page('/downloads/patchbay-agent.tgz'), 200, 'no-cache', console],
  ['metrics', () => withKey('/metrics'), 200, 'no-store', console],
  ['metrics refused', () => page('/metrics'), 401, 'no-store', console],
  ['/healthz', () => page('/healthz'), 200, 'no-store', console],
  ['/readyz', () => page('/readyz'), 200, 'no-store', console],
  ['what is no HTTP', () => raw('rubbish\r\n\r\n'), 400, 'no-store', console],
  [
    'headers too large',
    () => raw(`GET / HTTP/1.1\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`),
    431,
    'no-store',
    console,
  ],
  ['the start', whileStarting, 503, 'no-store', console],
]

/** Of those that know nothing of the address by which they are reached. */
const beforeAnything = ['what is no HTTP', 'headers too large', 'the start']
/** A popup that comes from an application must keep its opener. */
const keepsItsOpener = ['the callback page', 'the callback page, refusing']

describe.each(table)('%s', (what, ask, status, cache, policy) => {
  it('cannot be framed, sniffed, read by others, or kept for longer than it may', async () => {
    const answer = await ask()
    const { headers } = answer
    expect(answer.status).toBe(status)
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': cache,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'permissions-policy': expect.stringContaining('camera=()'),
      'cross-origin-opener-policy': keepsItsOpener.includes(what)
        ? 'unsafe-none'
        : 'same-origin-allow-popups',
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-resource-policy': 'same-origin',
      'origin-agent-cluster': '?1',
      'x-dns-prefetch-control': 'off',
      'x-permitted-cross-domain-policies': 'none',
    })
    const directives = headers.get('content-security-policy') ?? ''
    expect(directives.startsWith(policy), directives).toBe(true)
    expect(directives).toContain("frame-ancestors 'none'")
    expect(directives).not.toMatch(/unsafe-|\*|data:|blob:/)
    if (!beforeAnything.includes(what))
      expect(headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains')
    // All that is text says in which letters.
    const type = headers.get('content-type') ?? ''
    if (/^text|json/.test(type)) expect(type.toLowerCase()).toMatch(/charset=utf-8/)
    for (const name of [
      'x-powered-by',
      'server',
      'access-control-allow-origin',
      'access-control-allow-credentials',
    ])
      expect(headers.get(name), name).toBeNull()
  })
})

it('TRACE is not answered with what was asked', async () => {
  const secret = 'cookie-of-somebody'
  const answer = await rawExchange(
    patchbay.target,
    `TRACE / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nCookie: ${secret}\r\n\r\n`,
  )
  expect(answer.status).toBe(404)
  expect(answer.body).not.toContain(secret)
})

it('lets nothing of the console become code but its own files', async () => {
  const { headers } = await page('/')
  expect(headers.get('content-security-policy')).toContain(
    "require-trusted-types-for 'script';trusted-types 'none'",
  )
})
