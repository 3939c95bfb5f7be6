import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { acceptInvitation } from '@patchbay/contracts/invitations'
import {
  addPasskey,
  listPasskeys,
  removePasskey,
  signInWithPasskey,
  startPasskey,
  startPasskeySignIn,
} from '@patchbay/contracts/passkeys'
import { getSession, signIn } from '@patchbay/contracts/session'
import { getSignInOptions } from '@patchbay/contracts/sign-in'
import { createUserLink, getUser, updateUser } from '@patchbay/contracts/users'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ApiClient } from '../../testing/api-client.ts'
import { Authenticator, type Misbehaviour } from '../../testing/authenticator.ts'
import { chosenPassword, invited, owner, tokenOf } from '../../testing/inviting.ts'
import { adminPassword, startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'

const password = adminPassword
let patchbay: TestPatchbay
beforeEach(async () => {
  patchbay = await startTestPatchbay()
})
afterEach(async () => {
  vi.useRealTimers()
  await patchbay.stop()
})

async function register(
  client: ApiClient,
  authenticator: Authenticator,
  odd: Misbehaviour = {},
  own = password,
) {
  const options = await client.ok(startPasskey, { body: { password: own } })
  return client.call(addPasskey, { body: { name: 'Phone', answer: authenticator.create(options, odd) } })
}

async function enter(client: ApiClient, authenticator: Authenticator, odd: Misbehaviour = {}) {
  const options = await client.ok(startPasskeySignIn)
  return client.call(signInWithPasskey, { body: { answer: authenticator.get(options, odd) } })
}

async function withPasskey() {
  const client = await patchbay.signedIn()
  const authenticator = new Authenticator(patchbay.url)
  expect((await register(client, authenticator)).status).toBe(201)
  return { client, authenticator }
}

describe('a passkey', () => {
  it('is made with the password, and signs in alone, also after a restart', async () => {
    const client = await patchbay.signedIn()
    expect(await patchbay.visitor().ok(getSignInOptions)).toMatchObject({ passkeys: false })
    expect(await client.refused(startPasskey, { body: { password: 'wrong' } })).toMatchObject({
      code: 'wrong_password',
    })
    const authenticator = new Authenticator(patchbay.url)
    await register(client, authenticator)
    expect((await client.ok(listPasskeys)).items).toMatchObject([
      { name: 'Phone', host: 'localhost', lastUsedAt: null },
    ])
    expect(await patchbay.visitor().ok(getSignInOptions)).toMatchObject({ passkeys: true })
    await patchbay.restart()
    const visitor = patchbay.visitor()
    expect((await enter(visitor, authenticator)).status).toBe(201)
    expect((await visitor.ok(getSession)).user).toMatchObject({ name: 'Admin' })
    expect((await visitor.ok(listPasskeys)).items[0]?.lastUsedAt).not.toBeNull()
  })

  it('does not sign in any more once it is removed', async () => {
    const { client, authenticator } = await withPasskey()
    const [passkey] = (await client.ok(listPasskeys)).items
    const params = { id: passkey?.id ?? '' }
    const missing = await client.refused(removePasskey, { params })
    expect(missing).toMatchObject({ status: 422, problem: { errors: [{ path: 'password' }] } })
    const wrong = await client.refused(removePasskey, { params, body: { password: 'wrong' } })
    expect(wrong).toMatchObject({ code: 'wrong_password', problem: { errors: [{ path: 'password' }] } })
    const body = { password }
    await client.ok(removePasskey, { params, body })
    expect(await client.refused(removePasskey, { params, body })).toMatchObject({ code: 'not_found' })
    expect((await enter(patchbay.visitor(), authenticator)).status).toBe(401)
    await patchbay.visitor().ok(signIn, { body: { password } })
  })

  it('is made only by the session that asked, for its own address, by an authenticator that knows its user', async () => {
    const client = await patchbay.signedIn()
    const authenticator = new Authenticator(patchbay.url)
    for (const odd of [{ origin: 'https://evil.example' }, { host: 'evil.example' }, { isVerified: false }]) {
      expect((await register(client, authenticator, odd)).status).toBe(401)
    }
    const options = await client.ok(startPasskey, { body: { password } })
    const challenge = client.cookie.split('; ').find((each) => each.includes('_challenge=')) ?? ''
    const other = await patchbay.signedIn()
    other.cookie = `${other.cookie}; ${challenge}`
    const body = { name: 'Stolen', answer: authenticator.create(options) }
    expect(await other.refused(addPasskey, { body })).toMatchObject({ code: 'wrong_passkey' })
    expect((await other.send('GET', '/api/account/passkeys')).text).toBe('{"items":[]}')
  })
})

/** As single sign-on would have made it: this one can be reached by the passkey alone. */
async function takePasswordAway(): Promise<void> {
  const users = join(patchbay.dir, 'users')
  for (const file of await readdir(users)) {
    const user: object = JSON.parse(await readFile(join(users, file), 'utf8'))
    await writeFile(join(users, file), JSON.stringify({ ...user, passwordHash: null }))
  }
}

it('who has no password removes one a moment after signing in, and later signs in again first', async () => {
  const { authenticator } = await withPasskey()
  await patchbay.restart({}, takePasswordAway)
  const client = patchbay.visitor()
  await enter(client, authenticator)
  const [passkey] = (await client.ok(listPasskeys)).items
  const params = { id: passkey?.id ?? '' }
  vi.setSystemTime(Date.now() + 16 * 60_000)
  const { code, problem } = await client.refused(removePasskey, { params })
  expect(code).toBe('not_permitted')
  expect(problem.detail).toContain('Sign in again to do this')
  await enter(client, authenticator)
  await client.ok(removePasskey, { params })
})

describe('an answer', () => {
  it.each<[string, Misbehaviour]>([
    ['of another site', { origin: 'https://evil.example' }],
    ['for another site', { host: 'evil.example' }],
    ['without a look at the user', { isVerified: false }],
    ['of a copy, whose count is behind', { counter: 1 }],
    ['in the name of nobody', { userHandle: Buffer.from('usr_x').toString('base64url') }],
    ['in the name of no record', { userHandle: Buffer.from('../x').toString('base64url') }],
  ])('%s is refused', async (_what, odd) => {
    const { authenticator } = await withPasskey()
    expect((await enter(patchbay.visitor(), authenticator)).status).toBe(201)
    const visitor = patchbay.visitor()
    const { status, text } = await enter(visitor, authenticator, odd)
    expect([status, text.includes('wrong_passkey')]).toEqual([401, true])
  })

  it('counts once, in one browser, for five minutes', async () => {
    const { authenticator } = await withPasskey()
    const visitor = patchbay.visitor()
    const options = await visitor.ok(startPasskeySignIn)
    const { cookie } = visitor
    const body = { answer: authenticator.get(options) }
    expect(await patchbay.visitor().refused(signInWithPasskey, { body })).toMatchObject({ status: 401 })
    await visitor.ok(signInWithPasskey, { body })
    visitor.cookie = cookie
    expect(await visitor.refused(signInWithPasskey, { body })).toMatchObject({ code: 'wrong_passkey' })

    const late = await visitor.ok(startPasskeySignIn)
    vi.setSystemTime(Date.now() + 5 * 60_000 + 1000)
    const answer = authenticator.get(late)
    expect(await visitor.refused(signInWithPasskey, { body: { answer } })).toMatchObject({ status: 401 })
  })
})

describe('beside a password', () => {
  it('is asked for, and must be one’s own', async () => {
    const by = await owner(patchbay)
    const { email, client } = await invited(patchbay, by)
    const authenticator = new Authenticator(patchbay.url)
    await register(client, authenticator, {}, chosenPassword)
    const body = { email, password: chosenPassword }
    const refusal = await patchbay.visitor().refused(signIn, { body })
    expect(refusal).toMatchObject({ code: 'second_factor_required', problem: { factors: ['passkey'] } })
    expect(await patchbay.visitor().refused(signIn, { body: { ...body, code: '123456' } })).toMatchObject({
      code: 'second_factor_required',
    })

    const other = new Authenticator(patchbay.url)
    await register(by, other)
    const visitor = patchbay.visitor()
    const first = await visitor.ok(startPasskeySignIn)
    expect(await visitor.refused(signIn, { body: { ...body, passkey: other.get(first) } })).toMatchObject({
      code: 'wrong_passkey',
    })
    const then = await visitor.ok(startPasskeySignIn)
    await visitor.ok(signIn, { body: { ...body, passkey: authenticator.get(then) } })
  })

  it('is gone with a new link, and of no use to who is disabled', async () => {
    const by = await owner(patchbay)
    const { id, email, client } = await invited(patchbay, by)
    const authenticator = new Authenticator(patchbay.url)
    await register(client, authenticator, {}, chosenPassword)
    const user = await by.ok(updateUser, {
      params: { id },
      body: { version: (await by.ok(getUser, { params: { id } })).version, disabled: true },
    })
    expect((await enter(patchbay.visitor(), authenticator)).status).toBe(401)
    await by.ok(updateUser, { params: { id }, body: { version: user.version, disabled: false } })
    const { url } = await by.ok(createUserLink, { params: { id } })
    await patchbay.visitor().ok(acceptInvitation, { body: { token: tokenOf(url), password } })
    await patchbay.visitor().ok(signIn, { body: { email, password } })
    expect((await enter(patchbay.visitor(), authenticator)).status).toBe(401)
  })
})
