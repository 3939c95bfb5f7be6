import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiClient } from '../../testing/api-client.ts'
import { arrive, authorizeAt, begin, callbackOf, draftAt, outcomeOf } from '../../testing/connecting.ts'
import { type OddServer, startOddServer } from '../../testing/odd-server.ts'
import { startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'

let patchbay: TestPatchbay
let odd: OddServer
let api: ApiClient
beforeAll(async () => {
  patchbay = await startTestPatchbay()
  odd = await startOddServer()
  api = await patchbay.signedIn()
})
afterAll(() => Promise.all([patchbay.stop(), odd.stop()]))

async function fail(parameters: Record<string, string>) {
  const started = await begin(api, await draftAt(api, odd))
  const callback = callbackOf(started, parameters)
  callback.searchParams.delete('code')
  return outcomeOf(api, { ...started, callback })
}

/** All that is markup in a page. */
const tags = (page: string) => [...page.matchAll(/<\/?([a-z0-9]+)/gi)].map(([, name]) => name)

describe('the callback page', () => {
  it('shows what the application said as text, never as HTML', async () => {
    const description = '<img src=x onerror="alert(1)"></p><script>alert(1)</script>'
    const plain = await fail({ error: 'access_denied', error_description: 'Denied' })
    const { page, authorization } = await fail({ error: 'access_denied', error_description: description })
    expect(authorization.error?.description).toBe(description)
    expect(tags(page)).toEqual(tags(plain.page))
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  })

  it('cuts what the application said at 300 characters', async () => {
    const { page, authorization } = await fail({
      error: 'access_denied',
      error_description: 'word '.repeat(200),
    })
    expect(Array.from(authorization.error?.description ?? '').length).toBe(300)
    expect(page).not.toContain('word '.repeat(61))
  })

  it('does not take an error code for markup either', async () => {
    const { page, authorization } = await fail({ error: '<b>odd</b>' })
    expect(authorization.error?.code).toBe('other')
    expect(tags(page)).not.toContain('b')
  })

  it('shows a connection’s name as text', async () => {
    const name = '<script>alert("name")</script> \u202Eيمين'
    const { page } = await authorizeAt(api, await draftAt(api, odd, { name }))
    expect(page).not.toContain('<script>alert')
    expect(page).toContain('&lt;script&gt;')
  })

  it('runs one script alone, by a nonce that is new each time', async () => {
    const pages = await Promise.all(
      [1, 2].map(async () => arrive(api, callbackOf(await begin(api, await draftAt(api, odd))))),
    )
    const nonces = pages.map(({ headers, text }) => {
      const policy = headers.get('content-security-policy') ?? ''
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toContain('unsafe')
      const [, nonce = ''] = /script-src 'nonce-([\w-]+)'/.exec(policy) ?? []
      expect(text.match(/<script/g)).toHaveLength(1)
      expect(text).toContain(`<script nonce="${nonce}">`)
      return nonce
    })
    expect(nonces[0]).not.toBe(nonces[1])
  })

  it('is kept by no cache, and does not sever the popup from its opener', async () => {
    const started = await begin(api, await draftAt(api, odd))
    const { headers } = await arrive(api, callbackOf(started))
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('cross-origin-opener-policy')).toBe('unsafe-none')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8')
  })

  it('tells the console which authorization ended, and closes itself on success only', async () => {
    const started = await begin(api, await draftAt(api, odd))
    const { page } = await outcomeOf(api, { ...started, callback: callbackOf(started) })
    const message = JSON.stringify({ authorizationId: started.authorizationId, status: 'succeeded' })
    expect(page).toContain(`channel.postMessage(${message})`)
    expect(page).toContain('window.close()')
    const failed = await fail({ error: 'access_denied' })
    expect(failed.page).toContain('"status":"failed"')
    expect(failed.page).not.toContain('window.close()')
  })
})
