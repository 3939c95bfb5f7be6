import { cp, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as oauth from 'openid-client'
import { describe, expect, test } from 'vitest'
import { applicationOf, discover, startTestSandbox, temporaryDir, tokensFor } from './test-sandbox.ts'
import { Visitor } from './visitor.ts'

const dir = await temporaryDir()

async function contentsOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return Promise.all(files.map(async (file) => `${file}\n${await readFile(file, 'utf8')}`))
}

describe('the sandbox', () => {
  test('offers each application with its address and one client', async () => {
    const sandbox = await startTestSandbox({ dir })
    for (const { application, address, settings, client } of sandbox.applications) {
      expect(address).toBe(`${sandbox.origin}/${application}`)
      expect(Object.values(settings)).toContain(address)
      expect(client).toMatchObject({ clientId: expect.any(String), clientSecret: expect.any(String) })
    }
    expect(applicationOf(sandbox, 'lexbizz')).toMatchObject({
      settings: { instanceUri: `${sandbox.origin}/lexbizz`, endpointName: 'Default' },
      client: { clientId: expect.stringMatching(/^[0-9A-F-]{36}@\w+$/) },
    })
  })

  test('keeps its clients, and tokens that it gave, over a restart', async () => {
    const before = await startTestSandbox({ dir })
    const config = await discover(applicationOf(before, 'acumatica'))
    const tokens = await tokensFor(before, config)
    await before.close()

    const after = await startTestSandbox({ dir, port: Number(new URL(before.origin).port) })
    expect(after.applications).toEqual(before.applications)
    const refreshed = await oauth.refreshTokenGrant(config, tokens.refresh_token ?? '')
    expect(refreshed.refresh_token).not.toBe(tokens.refresh_token)
  })

  test('needs nothing but what is on disk at any moment, as after kill -9', async () => {
    const killed = await startTestSandbox({ dir })
    const tokens = await tokensFor(killed, await discover(applicationOf(killed, 'lexbizz')))
    const copy = await temporaryDir()
    await cp(dir, copy, { recursive: true })
    await writeFile(join(copy, 'lexbizz', 'RefreshToken-00.sealed.123'), 'half a wri')

    const restarted = await startTestSandbox({ dir: copy })
    const config = await discover(applicationOf(restarted, 'lexbizz'))
    expect(await oauth.refreshTokenGrant(config, tokens.refresh_token ?? '')).toHaveProperty('access_token')
    expect(await readdir(join(copy, 'lexbizz'))).not.toContain('RefreshToken-00.sealed.123')
  })

  test('follows a changed callback URL', async () => {
    const callbackUrls = ['https://patchbay.example/connection/oauth2callback']
    const sandbox = await startTestSandbox({ dir, callbackUrls })
    const { address, client } = applicationOf(sandbox, 'lexbizz')
    const url = new URL(`${address}/identity/connect/authorize`)
    const parameters = { client_id: client.clientId, response_type: 'code', scope: 'api' }
    url.search = new URLSearchParams({ ...parameters, redirect_uri: callbackUrls[0] ?? '' }).toString()
    const page = await new Visitor(sandbox.origin).get(url.href)
    expect(page).toMatchObject({ status: 200, text: expect.stringContaining('Sign in to lexbizz') })
  })

  test('has no secret and no token in the clear on disk', async () => {
    const sandbox = await startTestSandbox({ dir })
    const application = applicationOf(sandbox, 'lexbizz')
    const tokens = await tokensFor(sandbox, await discover(application), 'openid api offline_access')
    const { clientId, clientSecret } = application.client
    const secrets = [
      clientId,
      clientSecret,
      tokens.access_token,
      tokens.refresh_token ?? '',
      tokens.id_token ?? '',
    ]
    const contents = await contentsOf(dir)
    expect(contents.length).toBeGreaterThan(5)
    for (const content of contents) for (const secret of secrets) expect(content).not.toContain(secret)
    expect((await stat(dir)).mode & 0o077).toBe(0)
  })

  test('sets a damaged record aside, names it, and goes on', async () => {
    const folder = await temporaryDir()
    const before = await startTestSandbox({ dir: folder })
    await before.close()
    const errors: unknown[] = []
    const other = { seal: (text: string) => text, open: (text: string) => text }
    const after = await startTestSandbox({ dir: folder, ...other, onError: (error) => errors.push(error) })
    expect(errors).toContainEqual(expect.objectContaining({ code: 'damaged_record' }))
    expect(after.applications[0]?.client.clientId).not.toBe(before.applications[0]?.client.clientId)
    expect((await readdir(join(folder, 'lexbizz'))).some((file) => file.endsWith('.damaged'))).toBe(true)
  })

  test('says that its port is taken', async () => {
    const first = await startTestSandbox({ dir })
    const port = Number(new URL(first.origin).port)
    const second = startTestSandbox({ dir: await temporaryDir(), port })
    await expect(second).rejects.toMatchObject({ code: 'port_taken' })
  })

  test('closes while a browser keeps its connection open', async () => {
    const sandbox = await startTestSandbox({ dir })
    await (await fetch(sandbox.origin)).text()
    const began = performance.now()
    await sandbox.close()
    expect(performance.now() - began).toBeLessThan(900)
    await expect(fetch(sandbox.origin)).rejects.toThrow()
  })

  test('says on its first page what is there', async () => {
    const sandbox = await startTestSandbox({ dir })
    const page = await fetch(sandbox.origin)
    const text = await page.text()
    for (const part of ['Sandbox', `${sandbox.origin}/acumatica`, '25.200.001', '<code>admin</code>']) {
      expect(text).toContain(part)
    }
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(page.headers.get('cache-control')).toBe('no-store')
    expect(text).not.toContain('<script')
    expect((await fetch(`${sandbox.origin}/nothing`)).status).toBe(404)
  })
})
