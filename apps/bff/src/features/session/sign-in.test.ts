import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { listConnections } from '@patchbay/contracts/connections'
import { getSession, signIn, signOut } from '@patchbay/contracts/session'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { adminPassword, startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'

let patchbay: TestPatchbay
beforeAll(async () => {
  patchbay = await startTestPatchbay()
})
afterEach(() => void vi.useRealTimers())
afterAll(() => patchbay.stop())

const hourMs = 3_600_000

/** The cookie and its attributes, each in lower case but the value. */
function cookieOf(headers: Headers): { name: string; value: string; attributes: string[] } {
  const [line = ''] = headers.getSetCookie()
  const [pair = '', ...attributes] = line.split('; ')
  const at = pair.indexOf('=')
  return {
    name: pair.slice(0, at),
    value: pair.slice(at + 1),
    attributes: attributes.map((each) => each.toLowerCase()),
  }
}

describe('signing in', () => {
  it('with the password of PATCHBAY_ADMIN_PASSWORD answers 201 and says who it is', async () => {
    const client = patchbay.visitor()
    const session = await client.ok(signIn, { body: { password: adminPassword } })
    expect(session).toMatchObject({ sandbox: null, damagedRecords: [] })
    expect(await client.ok(getSession)).toEqual(session)
  })

  it('sets a cookie that scripts cannot read and other sites do not send', async () => {
    const { headers } = await patchbay.visitor().call(signIn, { body: { password: adminPassword } })
    const { name, value, attributes } = cookieOf(headers)
    expect(name).toBe('patchbay_session')
    expect(value).toMatch(/^[\w-]{43}$/)
    expect(attributes).toEqual(expect.arrayContaining(['httponly', 'samesite=lax', 'path=/']))
    expect(attributes).not.toContain('secure')
    expect(attributes.some((each) => each.startsWith('domain'))).toBe(false)
  })

  it('with a wrong password answers 401 and sets no cookie', async () => {
    const refusal = await patchbay.visitor().refused(signIn, { body: { password: 'wrong' } })
    expect(refusal).toMatchObject({ status: 401, code: 'wrong_password' })
    expect(refusal.headers.getSetCookie()).toEqual([])
  })

  it.each([
    ['no password', {}],
    ['an empty one', { password: '' }],
    ['one that is no text', { password: 5 }],
    ['one of 1,001 characters', { password: 'x'.repeat(1001) }],
  ])('with %s answers 422', async (_what, body) => {
    const { problem } = await patchbay.visitor().refused(signIn, { body })
    expect(problem).toMatchObject({ status: 422, errors: [{ path: 'password' }] })
  })

  it('again gives another session and ends the old one', async () => {
    const client = await patchbay.signedIn()
    const old = client.cookie
    await client.ok(signIn, { body: { password: adminPassword } })
    expect(client.cookie).not.toBe(old)
    client.cookie = old
    expect(await client.refused(getSession)).toMatchObject({ status: 401 })
  })

  it('does not take over a session that the browser brings (fixation)', async () => {
    const client = patchbay.visitor()
    client.cookie = `patchbay_session=${'a'.repeat(43)}`
    await client.ok(signIn, { body: { password: adminPassword } })
    expect(client.cookie).not.toContain('aaaa')
  })

  it('from another site is refused, so that nobody is signed in unawares', async () => {
    const client = patchbay.visitor()
    client.origin = 'https://attacker.example'
    const refusal = await client.refused(signIn, { body: { password: adminPassword } })
    expect(refusal).toMatchObject({ status: 403, code: 'foreign_origin' })
    expect(refusal.headers.getSetCookie()).toEqual([])
  })
})

describe('a session', () => {
  it('ends on the server when signing out', async () => {
    const client = await patchbay.signedIn()
    const { cookie } = client
    const { status, headers } = await client.call(signOut)
    expect(status).toBe(204)
    expect(cookieOf(headers)).toMatchObject({ name: 'patchbay_session', value: '' })
    client.cookie = cookie
    expect(await client.refused(listConnections)).toMatchObject({ status: 401, code: 'not_signed_in' })
  })

  it('does not end with another one', async () => {
    const [one, two] = [await patchbay.signedIn(), await patchbay.signedIn()]
    await one.ok(signOut)
    await two.ok(getSession)
  })

  it('survives a restart', async () => {
    const client = await patchbay.signedIn()
    const before = await client.ok(getSession)
    await patchbay.restart()
    expect(await client.ok(getSession)).toEqual(before)
  })

  it('ends after twelve hours without use', async () => {
    const client = await patchbay.signedIn()
    vi.setSystemTime(Date.now() + 12 * hourMs + 1000)
    expect(await client.refused(getSession)).toMatchObject({ status: 401 })
  })

  it('lives on while it is used, and ends after seven days in any case', async () => {
    const begun = Date.now()
    const client = await patchbay.signedIn()
    for (let hours = 11; hours < 7 * 24; hours += 11) {
      vi.setSystemTime(begun + hours * hourMs)
      await client.ok(getSession)
    }
    vi.setSystemTime(begun + 7 * 24 * hourMs + 1000)
    expect(await client.refused(getSession)).toMatchObject({ status: 401 })
  })

  it('is kept as a hash: what is stored signs nobody in', async () => {
    const client = await patchbay.signedIn()
    const [, token = ''] = client.cookie.split('=')
    const dir = join(patchbay.dir, 'sessions')
    const files = await readdir(dir)
    expect(files.length).toBeGreaterThan(0)
    for (const file of files) {
      const text = await readFile(join(dir, file), 'utf8')
      expect(text + file).not.toContain(token)
      const { id } = JSON.parse(text) as { id: string }
      for (const stolen of [id, id.replace('ses_', '')]) {
        client.cookie = `patchbay_session=${stolen}`
        expect(await client.refused(getSession)).toMatchObject({ status: 401 })
      }
    }
    expect(patchbay.log.text()).not.toContain(token)
  })

  it('of a cookie that was changed is none', async () => {
    const client = await patchbay.signedIn()
    const good = client.cookie
    for (const cookie of [`${good}x`, good.slice(0, -1), good.toUpperCase(), 'patchbay_session=', '']) {
      client.cookie = cookie
      expect(await client.refused(getSession)).toMatchObject({ status: 401 })
    }
  })
})

describe('on an https address', () => {
  it('the cookie is Secure with the __Host- prefix', async () => {
    const secure = await startTestPatchbay({ env: { PATCHBAY_PUBLIC_URL: 'https://patchbay.example' } })
    try {
      const client = secure.visitor()
      const { headers } = await client.call(signIn, { body: { password: adminPassword } })
      const { name, attributes } = cookieOf(headers)
      expect(name).toBe('__Host-patchbay_session')
      expect(attributes).toEqual(expect.arrayContaining(['httponly', 'secure', 'samesite=lax', 'path=/']))
      expect(headers.get('strict-transport-security')).toMatch(/max-age=\d{8}/)
      await client.ok(getSession)
      client.cookie = client.cookie.replace('__Host-', '')
      expect(await client.refused(getSession)).toMatchObject({ status: 401 })
    } finally {
      await secure.stop()
    }
  })
})
