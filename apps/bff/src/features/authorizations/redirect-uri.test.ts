import { request } from 'node:http'
import { startAuthorization } from '@patchbay/contracts/authorizations'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiClient } from '../../testing/api-client.ts'
import { begin, callbackOf, draftAt, outcomeOf } from '../../testing/connecting.ts'
import { type OddServer, startOddServer } from '../../testing/odd-server.ts'
import { startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'

const [na, eu] = ['http://na.patchbay.example', 'http://eu.patchbay.example']
let patchbay: TestPatchbay
let odd: OddServer
let api: ApiClient
beforeAll(async () => {
  // Believed about where a call comes from, and about nothing else.
  const proxies = { PATCHBAY_TRUSTED_PROXIES: 'loopback' }
  patchbay = await startTestPatchbay({ env: { PATCHBAY_PUBLIC_URL: `na=${na},eu=${eu}`, ...proxies } })
  odd = await startOddServer()
  api = await patchbay.signedIn()
})
afterAll(() => Promise.all([patchbay.stop(), odd.stop()]))

/** By node:http, since fetch does not let a Host through. */
function startWith(headers: Record<string, string>, id: string, search = ''): Promise<URL> {
  const path = startAuthorization.path.replace(':id', id) + search
  const all = { origin: api.origin, cookie: api.cookie, ...headers }
  return new Promise((resolve, reject) => {
    const sent = request(patchbay.target + path, { method: 'POST', headers: all }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => (text += chunk))
      response.on('end', () => {
        const { authorizationUrl = '' } = JSON.parse(text) as { authorizationUrl?: string }
        if (URL.canParse(authorizationUrl)) resolve(new URL(authorizationUrl))
        else reject(new TypeError(text))
      })
    })
    sent.on('error', reject)
    sent.end()
  })
}

describe('the redirect URI', () => {
  it.each([
    ['Host', { host: 'attacker.example' }],
    ['X-Forwarded-Host', { 'x-forwarded-host': 'attacker.example', 'x-forwarded-proto': 'https' }],
    ['Forwarded', { forwarded: 'host=attacker.example;proto=https' }],
    ['Referer', { referer: 'https://attacker.example/' }],
  ])('is not changed by the header %s', async (_name, headers) => {
    const { id } = await draftAt(api, odd)
    const url = await startWith(headers, id)
    expect(url.searchParams.getAll('redirect_uri')).toEqual([`${na}/connection/oauth2callback`])
  })

  it('is not changed by parameters or a body', async () => {
    const { id } = await draftAt(api, odd)
    const url = await startWith({}, id, '?redirect_uri=https://attacker.example/&origin=attacker.example')
    expect(url.searchParams.getAll('redirect_uri')).toEqual([`${na}/connection/oauth2callback`])
    const body = { redirect_uri: 'https://attacker.example/', redirectUri: 'https://attacker.example/' }
    const { authorizationUrl } = await api.ok(startAuthorization, { params: { id }, body })
    expect(new URL(authorizationUrl ?? '').searchParams.get('redirect_uri')).toBe(
      `${na}/connection/oauth2callback`,
    )
  })

  it('is that of the region whose console the admin is on, and the code is exchanged with the same', async () => {
    const admin = await patchbay.signedIn()
    admin.origin = eu
    const started = await begin(admin, await draftAt(admin, odd))
    expect(started.url.searchParams.get('redirect_uri')).toBe(`${eu}/connection/oauth2callback`)
    odd.reset()
    await outcomeOf(admin, { ...started, callback: callbackOf(started) })
    expect(odd.at('token')[0]?.form.get('redirect_uri')).toBe(`${eu}/connection/oauth2callback`)
  })

  it('of a foreign origin is not made at all', async () => {
    const { id } = await draftAt(api, odd)
    const headers = { origin: 'https://attacker.example' }
    const { code } = await api.refused(startAuthorization, { params: { id }, headers })
    expect(code).toBe('foreign_origin')
  })
})
