import { getSignInLink } from '@patchbay/contracts/sign-in-links'
import { getConnection, updateConnection } from '@patchbay/contracts/connections'
import { listConnectionEvents } from '@patchbay/contracts/events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiClient } from '../../testing/api-client.ts'
import { authorizeAtSandbox, draftAtSandbox, newName } from '../../testing/connecting.ts'
import { LinkVisitor, newLink } from '../../testing/link-visitor.ts'
import { startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'

let patchbay: TestPatchbay
let api: ApiClient
beforeAll(async () => {
  patchbay = await startTestPatchbay({ env: { PATCHBAY_SANDBOX: 'on' } })
  api = await patchbay.signedIn()
})
afterAll(() => patchbay.stop())

const visitor = () => new LinkVisitor(patchbay.target, patchbay.url)

describe('the page of a sign-in link', () => {
  it('says what is asked, by whom, for what and until when', async () => {
    const draft = await draftAtSandbox(api)
    const url = await newLink(api, draft)
    const { status, text } = await visitor().open(url)
    expect(status).toBe(200)
    const host = new URL(String(draft.settings['instanceUri'])).host
    for (const part of [
      draft.name,
      'Acumatica',
      host,
      '>Admin<',
      new URL(patchbay.url).host,
      'offline_access',
    ])
      expect(text).toContain(part)
    const { expiresAt } = await api.ok(getSignInLink, { params: { id: draft.id } })
    expect(text).toContain(`${expiresAt.slice(11, 16)} UTC`)
    for (const secret of [draft.id, draft.iClientId, 'usr_', 'state=']) expect(text).not.toContain(secret)
  })

  it('is looked at by scanners without being used up', async () => {
    const draft = await draftAtSandbox(api)
    const url = await newLink(api, draft)
    for (const method of ['HEAD', 'GET', 'GET', 'GET'])
      expect((await visitor().send(method, url)).status).toBe(200)
    const params = { id: draft.id }
    expect((await api.ok(getSignInLink, { params })).openedAt).not.toBeNull()
    expect((await visitor().press(url)).status).toBe(303)
  })

  it('shows names as text, whatever is in them', async () => {
    const name = `<script>alert(1)</script> "quoted" 🧾 \u202Eيمين ${newName()}`
    const plain = await visitor().open(await newLink(api, await draftAtSandbox(api)))
    const { text } = await visitor().open(await newLink(api, await draftAtSandbox(api, { name })))
    const tags = (page: string) => [...page.matchAll(/<\/?([a-z0-9]+)/gi)].map(([, tag]) => tag)
    expect(tags(text)).toEqual(tags(plain.text))
    expect(text).toContain('<bdi>&lt;script&gt;alert(1)&lt;/script&gt; &quot;quoted&quot; 🧾')
  })

  it('runs no script, is kept by no cache, framed by nobody, and named to nobody', async () => {
    const url = await newLink(api, await draftAtSandbox(api))
    const person = visitor()
    const { headers, text } = await person.open(url)
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toMatch(/script-src|unsafe/)
    expect(text).not.toMatch(/<script|<link|<img| src=/)
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.getSetCookie()).toEqual([])
    const sent = await person.press(url)
    expect(sent.headers.get('referrer-policy')).toBe('no-referrer')
    expect(sent.headers.get('cache-control')).toBe('no-store')
  })

  it.each([
    ['another site', { origin: 'https://attacker.example', 'sec-fetch-site': 'cross-site' }],
    ['a page of another site that hides itself', { 'sec-fetch-site': 'cross-site' }],
    ['a neighbour of the same site', { 'sec-fetch-site': 'same-site' }],
  ])('is not pressed by %s', async (_who, headers) => {
    const url = await newLink(api, await draftAtSandbox(api))
    const answer = await visitor().press(url, headers)
    expect(answer.status).toBe(403)
    expect(answer.headers.getSetCookie()).toEqual([])
  })

  it('binds the browser that presses the button, for ten minutes', async () => {
    const url = await newLink(api, await draftAtSandbox(api))
    const person = visitor()
    const { headers } = await person.press(url)
    const [line = '', ...others] = headers.getSetCookie()
    expect(others).toEqual([])
    expect(line).toMatch(/^patchbay_link_[\w-]{12}=/)
    for (const attribute of ['HttpOnly', 'SameSite=Lax', 'Path=/', 'Max-Age=600'])
      expect(line).toContain(attribute)
    expect(line).not.toContain('Secure')
  })

  it('says that nothing is left to do where an admin has signed in meanwhile', async () => {
    const draft = await draftAtSandbox(api)
    const url = await newLink(api, draft)
    const { connection } = await authorizeAtSandbox(api, draft)
    for (const answer of [await visitor().open(url), await visitor().press(url)]) {
      expect(answer.status).toBe(409)
      expect(answer.text).toContain('Nothing is left to do')
    }
    expect(await api.ok(getConnection, { params: { id: draft.id } })).toEqual(connection)
    expect(await api.refused(getSignInLink, { params: { id: draft.id } })).toMatchObject({ status: 404 })
  })

  it('says so in plain words where signing in cannot begin, and the link stays good', async () => {
    const draft = await draftAtSandbox(api)
    const url = await newLink(api, draft)
    const params = { id: draft.id }
    const { version } = await api.ok(updateConnection, {
      params,
      body: { version: draft.version, iClientId: null },
    })
    const person = visitor()
    const { status, text, headers } = await person.press(url)
    expect(status).toBe(502)
    expect(text).toContain('Signing in cannot begin')
    expect(text).not.toContain('iClient')
    expect(headers.getSetCookie()).toEqual([])
    const { items } = await api.ok(listConnectionEvents, { params })
    expect(items.find(({ action }) => action === 'sign_in_link.used')?.code).toBe('invalid_value')
    await api.ok(updateConnection, { params, body: { version, iClientId: draft.iClientId } })
    expect((await person.press(url)).status).toBe(303)
  })

  it('is not found by trying', async () => {
    const other = await startTestPatchbay()
    const stranger = new LinkVisitor(other.target, other.url)
    const statuses: number[] = []
    for (let tries = 0; tries < 12; tries += 1)
      statuses.push((await stranger.open(`/sign-in-link/${'x'.repeat(42)}${tries % 10}`)).status)
    const oddPath = await stranger.open('/sign-in-link/..%2F..%2Fusers')
    await other.stop()
    expect(statuses.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 404))
    expect(statuses.slice(10)).toEqual([429, 429])
    expect(oddPath.status).toBe(429)
  })
})
