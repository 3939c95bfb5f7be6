import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { changePassword } from '@patchbay/contracts/account'
import { acceptInvitation } from '@patchbay/contracts/invitations'
import { startPasskey } from '@patchbay/contracts/passkeys'
import { signIn } from '@patchbay/contracts/session'
import { confirmTotp, getTotp, removeTotp, startTotp } from '@patchbay/contracts/totp'
import { createUserLink } from '@patchbay/contracts/users'
import { TOTP, URI } from 'otpauth'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ApiClient } from '../../testing/api-client.ts'
import { chosenPassword, invited, owner, tokenOf } from '../../testing/inviting.ts'
import { adminPassword, startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'

const password = adminPassword
const stepMs = 30_000

let patchbay: TestPatchbay
let client: ApiClient
beforeEach(async () => {
  patchbay = await startTestPatchbay()
  client = await patchbay.signedIn()
  // In the middle of a step, so that none begins between making a code and its use.
  vi.setSystemTime(Math.floor(Date.now() / stepMs) * stepMs + stepMs / 2)
})
afterEach(async () => {
  vi.useRealTimers()
  await patchbay.stop()
})

/** What an app on a phone would do with the square. */
async function scan(): Promise<TOTP> {
  const { address } = await client.ok(startTotp, { body: { password } })
  const app = URI.parse(address)
  if (!(app instanceof TOTP)) throw new TypeError('not a TOTP address')
  return app
}

async function setUp(): Promise<TOTP> {
  const app = await scan()
  await client.ok(confirmTotp, { body: { code: app.generate() } })
  return app
}

/** The code of so many steps from now. */
const codeOf = (app: TOTP, steps = 0) => app.generate({ timestamp: Date.now() + steps * stepMs })
const later = (steps: number) => vi.setSystemTime(Date.now() + steps * stepMs)

describe('setting an authenticator app up', () => {
  it('asks for the password, shows the secret once, and counts once a code was right', async () => {
    expect(await client.refused(startTotp, { body: { password: 'wrong' } })).toMatchObject({
      code: 'wrong_password',
    })
    const app = await scan()
    expect(app).toMatchObject({
      issuer: 'Patchbay',
      label: 'Admin',
      algorithm: 'SHA1',
      digits: 6,
      period: 30,
    })
    expect(app.secret.bytes).toHaveLength(20)
    expect(await client.ok(getTotp)).toEqual({ confirmedAt: null })
    await patchbay.visitor().ok(signIn, { body: { password } })

    const code = codeOf(app)
    const wrong = code === '000000' ? '000001' : '000000'
    expect(await client.refused(confirmTotp, { body: { code: wrong } })).toMatchObject({ code: 'wrong_code' })
    await client.ok(confirmTotp, { body: { code: `${code.slice(0, 3)} ${code.slice(3)}` } })
    expect((await client.ok(getTotp)).confirmedAt).not.toBeNull()
    expect(await client.refused(startTotp, { body: { password } })).toMatchObject({ code: 'in_use' })
  })

  it('makes another secret of 160 random bits each time', async () => {
    const secrets = [await scan(), await scan(), await scan()].map(({ secret }) => secret)
    expect(secrets.map(({ bytes }) => bytes.length)).toEqual([20, 20, 20])
    expect(new Set(secrets.map(({ base32 }) => base32)).size).toBe(3)
  })

  it('leaves the secret in no file and no log', async () => {
    const app = await setUp()
    const dir = join(patchbay.dir, 'users')
    for (const file of await readdir(dir)) {
      expect(await readFile(join(dir, file), 'utf8')).not.toContain(app.secret.base32)
    }
    expect(patchbay.log.text()).not.toContain(app.secret.base32)
  })

  it('is undone by removing it, with the password alone', async () => {
    await setUp()
    expect(await client.refused(removeTotp)).toMatchObject({
      status: 422,
      problem: { errors: [{ path: 'password' }] },
    })
    expect(await client.refused(removeTotp, { body: { password: 'wrong' } })).toMatchObject({
      code: 'wrong_password',
      problem: { errors: [{ path: 'password' }] },
    })
    expect((await client.ok(getTotp)).confirmedAt).not.toBeNull()
    await client.ok(removeTotp, { body: { password } })
    await patchbay.visitor().ok(signIn, { body: { password } })
    expect(await client.refused(removeTotp, { body: { password } })).toMatchObject({ code: 'not_found' })
  })

  it('lets nobody who finds it signed in guess the password, whichever calls they try', async () => {
    await setUp()
    const wrong = { body: { password: 'wrong' } }
    for (const endpoint of [startTotp, removeTotp, startTotp, removeTotp, startPasskey]) {
      expect(await client.refused(endpoint, wrong)).toMatchObject({ code: 'wrong_password' })
    }
    const { code } = await client.refused(changePassword, {
      body: { currentPassword: 'wrong', password: chosenPassword },
    })
    expect(code).toBe('too_many_attempts')
    expect(await client.refused(removeTotp, { body: { password } })).toMatchObject({
      code: 'too_many_attempts',
    })
  })

  it('needs a session', async () => {
    expect(await patchbay.visitor().refused(startTotp, { body: { password } })).toMatchObject({ status: 401 })
  })
})

describe('signing in with one', () => {
  it('asks for the code after the right password only, and says so', async () => {
    const app = await setUp()
    expect(await patchbay.visitor().refused(signIn, { body: { password: 'wrong' } })).toMatchObject({
      code: 'wrong_password',
    })
    const { code, problem, headers } = await patchbay.visitor().refused(signIn, { body: { password } })
    expect(code).toBe('second_factor_required')
    expect(problem).toMatchObject({ status: 401, factors: ['code'] })
    expect(headers.getSetCookie()).toEqual([])
    later(1)
    await patchbay.visitor().ok(signIn, { body: { password, code: codeOf(app) } })
  })

  it('takes each code once, also where two come at once', async () => {
    const app = await setUp()
    const used = codeOf(app)
    expect(await patchbay.visitor().refused(signIn, { body: { password, code: used } })).toMatchObject({
      code: 'wrong_code',
    })
    later(1)
    const body = { password, code: codeOf(app) }
    const answers = await Promise.all([1, 2, 3].map(() => patchbay.visitor().call(signIn, { body })))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(2)
  })

  it('takes the code of one step before or after, and no other', async () => {
    const app = await setUp()
    later(10)
    for (const [steps, status] of [
      [-2, 401],
      [2, 401],
      [-1, 201],
      [1, 201],
      // Older than the one that was used last.
      [0, 401],
    ] as const) {
      const body = { password, code: codeOf(app, steps) }
      expect((await patchbay.visitor().call(signIn, { body })).status, `${steps}`).toBe(status)
    }
  })

  it('waits after five wrong codes; being asked for one is no failure', async () => {
    const app = await setUp()
    later(1)
    const right = codeOf(app)
    for (let tries = 0; tries < 7; tries += 1) {
      expect(await patchbay.visitor().refused(signIn, { body: { password } })).toMatchObject({
        code: 'second_factor_required',
      })
    }
    const wrong = right === '000000' ? '000001' : '000000'
    for (let tries = 0; tries < 5; tries += 1) {
      expect(await patchbay.visitor().refused(signIn, { body: { password, code: wrong } })).toMatchObject({
        code: 'wrong_code',
      })
    }
    expect(await patchbay.visitor().refused(signIn, { body: { password, code: right } })).toMatchObject({
      code: 'too_many_attempts',
    })
  })

  it('refuses what is no code', async () => {
    for (const code of ['12345', '1234567', 'abcdef', '']) {
      const { problem } = await patchbay.visitor().refused(signIn, { body: { password, code } })
      expect(problem).toMatchObject({ status: 422, errors: [{ path: 'code' }] })
    }
  })

  it('who has lost the app gets in by a link that an owner makes', async () => {
    const by = await owner(patchbay)
    const { id, email, client: mira } = await invited(patchbay, by)
    client = mira
    const { address } = await mira.ok(startTotp, { body: { password: chosenPassword } })
    const app = URI.parse(address) as TOTP
    await mira.ok(confirmTotp, { body: { code: app.generate() } })
    const { url } = await by.ok(createUserLink, { params: { id } })
    await patchbay.visitor().ok(acceptInvitation, { body: { token: tokenOf(url), password } })
    await patchbay.visitor().ok(signIn, { body: { email, password } })
  })

  it('survives a restart', async () => {
    const app = await setUp()
    vi.useRealTimers()
    await patchbay.restart()
    expect(await patchbay.visitor().refused(signIn, { body: { password } })).toMatchObject({
      code: 'second_factor_required',
    })
    vi.setSystemTime(Date.now() + 2 * stepMs)
    await patchbay.visitor().ok(signIn, { body: { password, code: codeOf(app) } })
  })
})
