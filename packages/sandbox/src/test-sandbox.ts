import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as oauth from 'openid-client'
import { afterAll, onTestFinished } from 'vitest'
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
  { settings, client }: Pick<SandboxApplication, 'settings' | 'client'>,
  clientSecret = client.clientSecret,
): Promise<oauth.Configuration> {
  const issuer = new URL(`${settings.instanceUri}/identity`)
  const authentication = oauth.ClientSecretPost(clientSecret)
  return oauth.discovery(issuer, client.clientId, undefined, authentication, {
    execute: [oauth.allowInsecureRequests],
  })
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
    scope,
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
