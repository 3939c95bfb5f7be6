import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as oauth from 'openid-client'
import { afterAll, onTestFinished } from 'vitest'
import { user } from './account.ts'
import { startSandbox, type Sandbox, type SandboxApplication, type SandboxOptions } from './sandbox.ts'
import { Visitor } from './visitor.ts'

export const redirectUri = 'http://localhost:4600/connection/oauth2callback'

const key = randomBytes(32)

/** Bound to its context, as the real vault's. */
export const sealing: Pick<SandboxOptions, 'seal' | 'open'> = {
  seal(plaintext, context) {
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context))
    const sealed = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()])
    return [nonce, sealed, cipher.getAuthTag()].map((part) => part.toString('base64url')).join('.')
  },
  open(sealed, context) {
    const parts = sealed.split('.').map((part) => Buffer.from(part, 'base64url'))
    const [nonce, text, tag] = parts as [Buffer, Buffer, Buffer]
    const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context))
    decipher.setAuthTag(tag)
    return decipher.update(text, undefined, 'utf8') + decipher.final('utf8')
  },
}

export async function temporaryDir(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'patchbay-sandbox-'))
  afterAll(() => rm(dir, { recursive: true, force: true }))
  return dir
}

function onError(error: unknown): never {
  throw error
}

/** Ended with the test, or sooner by its own `close`. */
export async function startTestSandbox(options: Partial<SandboxOptions> & { dir: string }): Promise<Sandbox> {
  const sandbox = await startSandbox({
    port: 0,
    callbackUrls: [redirectUri],
    onError,
    ...sealing,
    ...options,
  })
  onTestFinished(() => sandbox.close())
  return sandbox
}

export function applicationOf(sandbox: Sandbox, id: SandboxApplication['application']): SandboxApplication {
  const found = sandbox.applications.find(({ application }) => application === id)
  if (!found) throw new TypeError(`no ${id}`)
  return found
}

export function discover(
  { address, client }: Pick<SandboxApplication, 'address' | 'client'>,
  clientSecret = client.clientSecret,
): Promise<oauth.Configuration> {
  const issuer = new URL(`${address}/identity`)
  const authentication = oauth.ClientSecretPost(clientSecret)
  return oauth.discovery(issuer, client.clientId, undefined, authentication, {
    execute: [oauth.allowInsecureRequests],
  })
}

/** For the applications that publish no metadata. */
export function configure(
  { address, client }: Pick<SandboxApplication, 'address' | 'client'>,
  paths: { authorization: string; token: string },
  authentication = oauth.ClientSecretPost(client.clientSecret),
): oauth.Configuration {
  const server = {
    issuer: address,
    authorization_endpoint: address + paths.authorization,
    token_endpoint: address + paths.token,
  }
  const config = new oauth.Configuration(server, client.clientId, undefined, authentication)
  oauth.allowInsecureRequests(config)
  return config
}

/** The token answer as it is sent, before any library makes it even. */
export async function refreshRaw(
  config: oauth.Configuration,
  { client }: Pick<SandboxApplication, 'client'>,
  parameters: Record<string, string>,
) {
  const credentials = { client_id: client.clientId, client_secret: client.clientSecret }
  const response = await fetch(config.serverMetadata().token_endpoint ?? '', {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'refresh_token', ...credentials, ...parameters }),
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

/** As if the tokens' time had come. */
export async function endAccessTokens(
  { address }: Pick<SandboxApplication, 'address'>,
  accessToken?: string,
): Promise<void> {
  const body = new URLSearchParams(accessToken === undefined ? {} : { access_token: accessToken })
  await fetch(`${address}/sandbox/end-access-tokens`, { method: 'POST', body })
}

/** Of a page: what stands beside a term. */
export function valueAfter(term: string, text: string): string {
  return new RegExp(`<dt>${term}</dt>\\s*<dd><code>([^<]+)`).exec(text)?.[1] ?? ''
}

/** By hand, on the page Connected applications. */
export async function registerClient(
  sandbox: Sandbox,
  { address }: Pick<SandboxApplication, 'address'>,
  fields: Record<string, string> = {},
) {
  const visitor = new Visitor(sandbox.origin)
  const signInPage = await visitor.get(`${address}/connected-applications`)
  const page = await visitor.submit(signInPage, { userName: user.name, password: user.password })
  const done = await visitor.submit(page, { clientName: 'By hand', redirectUri, ...fields })
  const clientId = valueAfter('Client ID', done.text)
  const clientSecret = valueAfter('Client secret', done.text)
  return { page: done, client: { name: 'By hand', clientId, clientSecret } }
}

interface Authorization {
  scope?: string
  visitor?: Visitor
  decision?: 'allow' | 'deny'
  parameters?: Record<string, string>
}

/** From the click to the callback; nothing is exchanged yet. */
export async function authorize(sandbox: Sandbox, config: oauth.Configuration, options: Authorization = {}) {
  const {
    scope = 'api offline_access',
    visitor = new Visitor(sandbox.origin),
    decision,
    parameters,
  } = options
  const verifier = oauth.randomPKCECodeVerifier()
  const state = oauth.randomState()
  const url = oauth.buildAuthorizationUrl(config, {
    redirect_uri: redirectUri,
    ...(scope === '' ? {} : { scope }),
    state,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...parameters,
  })
  const callback = await visitor.authorize(url.href, decision)
  return { callback, checks: { pkceCodeVerifier: verifier, expectedState: state } }
}

export async function tokensFor(sandbox: Sandbox, config: oauth.Configuration, scope = 'api offline_access') {
  const { callback, checks } = await authorize(sandbox, config, { scope })
  return oauth.authorizationCodeGrant(config, callback, checks)
}
