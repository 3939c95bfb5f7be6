import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { deleteConnection } from '@patchbay/contracts/connections'
import { createApiKey } from '@patchbay/contracts/api-keys'
import { listConnectionEvents } from '@patchbay/contracts/events'
import { createSignInLink, getSignInLink, withdrawSignInLink } from '@patchbay/contracts/sign-in-links'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { ApiClient } from '../../testing/api-client.ts'
import { authorizeAtSandbox, draftAtSandbox, draftOf } from '../../testing/connecting.ts'
import { LinkVisitor, newLink } from '../../testing/link-visitor.ts'
import { startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'

let patchbay: TestPatchbay
let api: ApiClient
beforeAll(async () => {
  patchbay = await startTestPatchbay({ env: { PATCHBAY_SANDBOX: 'on' } })
  api = await patchbay.signedIn()
})
afterEach(() => void vi.useRealTimers())
afterAll(() => patchbay.stop())

const visitor = () => new LinkVisitor(patchbay.target, patchbay.url)

describe('a sign-in link', () => {
  it('is made by a session alone', async () => {
    const params = { id: (await draftAtSandbox(api)).id }
    for (const endpoint of [createSignInLink, getSignInLink, withdrawSignInLink]) {
      expect(await patchbay.visitor().refused(endpoint, { params })).toMatchObject({ status: 401 })
      const body = { name: `Curious ${endpoint.method}`, permissions: ['read', 'token', 'proxy'] }
      const { key } = await api.ok(createApiKey, { body })
      const headers = { authorization: `Bearer ${key}` }
      expect(await patchbay.visitor().refused(endpoint, { params, headers })).toMatchObject({ status: 403 })
    }
  })

  it('is shown once, holds 256 bits, and is good for a day', async () => {
    const params = { id: (await draftAtSandbox(api)).id }
    const made = await api.ok(createSignInLink, { params })
    expect(made.url).toMatch(new RegExp(`^${patchbay.url}/sign-in-link/[\\w-]{43}$`))
    expect(Date.parse(made.expiresAt) - Date.parse(made.createdAt)).toBe(24 * 3_600_000)
    const { url, ...shown } = made
    expect(await api.ok(getSignInLink, { params })).toEqual(shown)
    expect(shown).toMatchObject({ openedAt: null, createdBy: expect.stringMatching(/^usr_/) })
    const secret = url.split('/').at(-1) ?? ''
    const folder = join(patchbay.dir, 'sign-in-links')
    for (const name of await readdir(folder))
      expect(name + (await readFile(join(folder, name), 'utf8'))).not.toContain(secret)
    await visitor().open(url)
    expect(patchbay.log.text()).toContain('/sign-in-link/…')
    expect(patchbay.log.text()).not.toContain(secret)
  })

  it('leads to the address that the admin is on', async () => {
    const regions = 'na=https://na.patchbay.example,eu=https://eu.patchbay.example'
    const other = await startTestPatchbay({
      env: { PATCHBAY_SANDBOX: 'on', PATCHBAY_PUBLIC_URL: regions },
    })
    const admin = await other.signedIn()
    admin.origin = 'https://eu.patchbay.example'
    const url = await newLink(admin, await draftAtSandbox(admin))
    const person = new LinkVisitor(other.target, 'https://eu.patchbay.example')
    const { url: there } = await person.begin(url)
    const [[name] = ['']] = person.cookies
    await other.stop()
    expect(url).toMatch(/^https:\/\/eu\.patchbay\.example\/sign-in-link\//)
    expect(there.searchParams.get('redirect_uri')).toMatch(/^https:\/\/eu\.patchbay\.example\//)
    expect(name).toMatch(/^__Host-/)
  })

  it('takes the place of the one before', async () => {
    const draft = await draftAtSandbox(api)
    const first = await newLink(api, draft)
    const second = await newLink(api, draft)
    expect((await visitor().open(first)).status).toBe(404)
    expect((await visitor().open(second)).status).toBe(200)
  })

  it('can be withdrawn, once', async () => {
    const draft = await draftAtSandbox(api)
    const params = { id: draft.id }
    const url = await newLink(api, draft)
    await api.ok(withdrawSignInLink, { params })
    const { status, text } = await visitor().open(url)
    expect(status).toBe(404)
    expect(text).toContain('This link is not valid')
    expect((await visitor().press(url)).status).toBe(404)
    expect(await api.refused(getSignInLink, { params })).toMatchObject({ status: 404 })
    expect(await api.refused(withdrawSignInLink, { params })).toMatchObject({ status: 404 })
    const { items } = await api.ok(listConnectionEvents, { params })
    expect(items.map(({ action, result }) => `${action} ${result}`).slice(0, 3)).toEqual([
      'sign_in_link.withdrawn failure',
      'sign_in_link.withdrawn success',
      'sign_in_link.created success',
    ])
  })

  it('expires after a day', async () => {
    const draft = await draftAtSandbox(api)
    const url = await newLink(api, draft)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 24 * 3_600_000 + 1000 })
    for (const answer of [await visitor().open(url), await visitor().press(url)]) {
      expect(answer.status).toBe(410)
      expect(answer.text).toContain('This link has expired')
    }
  })

  it('goes with its connection', async () => {
    const draft = await draftAtSandbox(api)
    const url = await newLink(api, draft)
    await api.ok(deleteConnection, { params: { id: draft.id } })
    expect((await visitor().open(url)).status).toBe(404)
    const left = await readdir(join(patchbay.dir, 'sign-in-links'))
    const records = await Promise.all(
      left.map((name) => readFile(join(patchbay.dir, 'sign-in-links', name), 'utf8')),
    )
    expect(records.join()).not.toContain(draft.id)
  })

  it('is for connections alone that somebody signs in to by a browser', async () => {
    const online = (await authorizeAtSandbox(api, await draftAtSandbox(api))).connection
    const byPassword = await draftOf(api, 'acumatica', {
      authType: 'cookie',
      iClientId: null,
      scopes: [],
      settings: { userName: 'admin' },
      secrets: { password: 'sandbox' },
    })
    const byCode = await draftOf(api, 'oauth2', { authType: 'device' })
    const withoutClient = await draftAtSandbox(api, { iClientId: null })
    const cases = [
      [online.id, 'status', 'online already'],
      [byPassword.id, 'authType', 'signs in with what is stored in it'],
      [byCode.id, 'authType', 'a code that can be entered on any device'],
      [withoutClient.id, 'iClientId', 'Choose an iClient first'],
    ] as const
    for (const [id, path, why] of cases) {
      const { status, problem } = await api.refused(createSignInLink, { params: { id } })
      expect(status).toBe(422)
      expect(problem.errors).toMatchObject([{ path, message: expect.stringContaining(why) }])
    }
    expect(await api.refused(createSignInLink, { params: { id: 'conn_none' } })).toMatchObject({
      status: 404,
    })
  })
})
