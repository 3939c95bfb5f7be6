import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { applicationOf, endAccessTokens, startTestSandbox, temporaryDir } from './test-sandbox.ts'

const dir = await temporaryDir()
const customers = '/entity/Default/24.200.001/Customer?$top=1'

afterEach(() => void vi.useRealTimers())

async function start(id = 'acumatica') {
  const sandbox = await startTestSandbox({ dir })
  const { address } = applicationOf(sandbox, id)
  const signIn = async (body: object = { name: 'admin', password: 'sandbox' }) => {
    const headers = { 'content-type': 'application/json' }
    const init = { method: 'POST', headers, body: JSON.stringify(body) }
    const response = await fetch(`${address}/entity/auth/login`, init)
    const setCookies = response.headers.getSetCookie()
    const cookie = setCookies.map((each) => each.split(';')[0]).join('; ')
    return { status: response.status, setCookies, cookie, text: await response.text() }
  }
  const read = async (cookie: string): Promise<number> =>
    (await fetch(address + customers, { headers: { cookie } })).status
  const signOut = async (cookie: string): Promise<number> =>
    (await fetch(`${address}/entity/auth/logout`, { method: 'POST', headers: { cookie } })).status
  return { sandbox, address, signIn, read, signOut }
}

describe('a sign-in with cookies', () => {
  test.each(['acumatica', 'lexbizz'])('to %s opens the entity API until the sign-out', async (id) => {
    const { signIn, read, signOut } = await start(id)
    const locale = { tenant: 'Sandbox', branch: 'MAIN', locale: 'en-US' }
    const { status, setCookies, cookie } = await signIn({ name: 'admin', password: 'sandbox', ...locale })
    expect(status).toBe(204)
    expect(setCookies).toEqual([
      expect.stringMatching(`^ASP.NET_SessionId=[^;]+; Path=/${id}; HttpOnly`),
      expect.stringMatching(`^.ASPXAUTH=[^;]+; Path=/${id}; HttpOnly`),
    ])
    expect(await read(cookie)).toBe(200)
    expect(await read(cookie.split('; ')[0] ?? '')).toBe(401)
    expect(await signOut(cookie)).toBe(204)
    expect(await read(cookie)).toBe(401)
  })

  test.each([
    [{ name: 'admin', password: 'wrong' }, 401, 'Invalid credentials'],
    [{ name: 'admin', password: 'sandbox', tenant: 'Nowhere' }, 400, 'no such tenant'],
    [{ name: 'admin' }, 400, 'must be given'],
  ])('is refused with %o', async (body, status, words) => {
    const { signIn } = await start()
    expect(await signIn(body)).toMatchObject({ status, text: expect.stringContaining(words), setCookies: [] })
  })

  test('is refused beyond two sessions, until one ends', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const { signIn, signOut, read } = await start()
    const [first, second] = [await signIn(), await signIn()]
    expect(await signIn()).toMatchObject({ status: 429, text: expect.stringContaining('API Login Limit') })
    await signOut(first.cookie)
    expect((await signIn()).status).toBe(204)
    vi.setSystemTime(Date.now() + 9 * 60_000)
    expect(await read(second.cookie)).toBe(200)
    vi.setSystemTime(Date.now() + 9 * 60_000)
    expect(await read(second.cookie)).toBe(200)
    expect((await signIn()).status).toBe(204)
    expect((await signIn()).status).toBe(429)
    vi.setSystemTime(Date.now() + 10 * 60_000)
    expect(await read(second.cookie)).toBe(401)
    expect((await signIn()).status).toBe(204)
  })

  test('ends with all other access of the stand-in', async () => {
    const { address, signIn, read } = await start()
    const { cookie } = await signIn()
    await endAccessTokens({ address })
    expect(await read(cookie)).toBe(401)
  })

  test('ends with a sign-out that says how long it is', async () => {
    const { sandbox, address } = await start()
    const { hostname, port } = new URL(sandbox.origin)
    const socket = connect(Number(port), hostname)
    const path = new URL(`${address}/entity/auth/logout`).pathname
    socket.write(`POST ${path} HTTP/1.1\r\nHost: ${hostname}\r\nConnection: close\r\n\r\n`)
    const answer = await text(socket)
    expect(answer).toContain('411 Length Required')
  })
})
