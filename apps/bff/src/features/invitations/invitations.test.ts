import { acceptInvitation, readInvitation } from '@patchbay/contracts/invitations'
import { getSession, signIn } from '@patchbay/contracts/session'
import * as users from '@patchbay/contracts/users'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { ApiClient } from '../../testing/api-client.ts'
import { chosenPassword, invited, newcomer, owner, tokenOf } from '../../testing/inviting.ts'
import { startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'

let patchbay: TestPatchbay
let api: ApiClient
beforeAll(async () => {
  patchbay = await startTestPatchbay()
  api = await owner(patchbay)
})
afterEach(() => void vi.useRealTimers())
afterAll(() => patchbay.stop())

async function invite(role: 'admin' | 'viewer' = 'admin') {
  const body = newcomer(role)
  const { id, link } = await api.ok(users.inviteUser, { body })
  return { ...body, id, token: tokenOf(link.url) }
}

const accept = (token: string, client = patchbay.visitor()) =>
  client.call(acceptInvitation, { body: { token, password: chosenPassword } })
const wrong = { status: 401, code: 'wrong_link' }

describe('a one-time link', () => {
  it('says whom it is for, as often as asked, and signs nobody in by that', async () => {
    const { token, name, email, role } = await invite('viewer')
    const visitor = patchbay.visitor()
    for (let times = 0; times < 2; times += 1) {
      expect(await visitor.ok(readInvitation, { body: { token } })).toMatchObject({
        name,
        email,
        role,
        isNew: true,
      })
    }
    expect(visitor.cookie).toBe('')
  })

  it('signs in with the password chosen, under a name of one’s own', async () => {
    const { token, id, email } = await invite()
    const visitor = patchbay.visitor()
    const body = { token, name: 'Mira Vos', password: chosenPassword }
    expect(await visitor.ok(acceptInvitation, { body })).toEqual({ id, name: 'Mira Vos' })
    expect((await visitor.ok(getSession)).user).toEqual({ id, name: 'Mira Vos', email, role: 'admin' })
    const user = await api.ok(users.getUser, { params: { id } })
    expect(user).toMatchObject({ status: 'active', lastSignInAt: expect.any(String) })
    await patchbay.visitor().ok(signIn, { body: { email, password: chosenPassword } })
  })

  it('works once, also where two open it at the same moment', async () => {
    const { token } = await invite()
    const statuses = (await Promise.all([accept(token), accept(token)])).map(({ status }) => status)
    expect(statuses.toSorted((a, b) => a - b)).toEqual([200, 401])
    expect(await patchbay.visitor().refused(readInvitation, { body: { token } })).toMatchObject(wrong)
  })

  it('ends after seven days', async () => {
    const { token } = await invite()
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + users.userLinkLifetimeMs + 1000 })
    expect(await patchbay.visitor().refused(readInvitation, { body: { token } })).toMatchObject(wrong)
    expect((await accept(token)).status).toBe(401)
  })

  it('is replaced by the next one, and gone with the user', async () => {
    const { token, id } = await invite()
    const next = tokenOf((await api.ok(users.createUserLink, { params: { id } })).url)
    expect((await accept(token)).status).toBe(401)
    await api.ok(users.deleteUser, { params: { id } })
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 61_000 })
    expect((await accept(next)).status).toBe(401)
  })

  it('too short a password does not use it up', async () => {
    const { token } = await invite()
    const { problem } = await patchbay
      .visitor()
      .refused(acceptInvitation, { body: { token, password: 'short' } })
    expect(problem).toMatchObject({ status: 422, errors: [{ path: 'password' }] })
    expect((await accept(token)).status).toBe(200)
  })

  it('from another site is refused', async () => {
    const { token } = await invite()
    const client = patchbay.visitor()
    client.origin = 'https://attacker.example'
    expect((await accept(token, client)).status).toBe(403)
  })
})

describe('a link for who was here before', () => {
  it('takes the place of the password, and signs out whoever knew it', async () => {
    const { client, id, email } = await invited(patchbay, api)
    const token = tokenOf((await api.ok(users.createUserLink, { params: { id } })).url)
    const visitor = patchbay.visitor()
    expect(await visitor.ok(readInvitation, { body: { token } })).toMatchObject({ isNew: false })
    await client.ok(getSession)
    await visitor.ok(acceptInvitation, { body: { token, password: 'quite another one' } })
    await visitor.ok(getSession)
    expect(await client.refused(getSession)).toMatchObject({ status: 401 })
    await patchbay.visitor().ok(signIn, { body: { email, password: 'quite another one' } })
    const old = { email, password: chosenPassword }
    expect(await patchbay.visitor().refused(signIn, { body: old })).toMatchObject({ status: 401 })
  })
})

describe('a token that never was one', () => {
  it.each(['x', 'usr_x.y', '../users.y', '.', `usr_${'a'.repeat(100)}.b`])(
    '(%s) is refused',
    async (token) => {
      expect(await patchbay.visitor().refused(readInvitation, { body: { token } })).toMatchObject(wrong)
    },
  )
})
