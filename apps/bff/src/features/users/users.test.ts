import { listConnections } from '@patchbay/contracts/connections'
import { acceptInvitation } from '@patchbay/contracts/invitations'
import { listEvents } from '@patchbay/contracts/events'
import { getSession, signIn } from '@patchbay/contracts/session'
import * as endpoints from '@patchbay/contracts/users'
import { readdir, readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiClient } from '../../testing/api-client.ts'
import { openEventStream } from '../../testing/event-stream.ts'
import { chosenPassword, invited, newcomer, owner, ownerEmail, tokenOf } from '../../testing/inviting.ts'
import { startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'

let patchbay: TestPatchbay
let api: ApiClient
let ownerId: string
beforeAll(async () => {
  patchbay = await startTestPatchbay()
  const first = await patchbay.signedIn()
  const refusal = await first.refused(endpoints.inviteUser, { body: newcomer() })
  expect(refusal).toMatchObject({ status: 409, code: 'email_missing' })
  expect(refusal.problem.detail).toContain('account page')
  api = await owner(patchbay)
  ownerId = (await api.ok(getSession)).user.id
})
afterAll(() => patchbay.stop())

const versionOf = async (id: string) => (await api.ok(endpoints.getUser, { params: { id } })).version
const change = async (id: string, body: object) => {
  const version = await versionOf(id)
  return api.call(endpoints.updateUser, { params: { id }, body: { version, ...body } })
}

describe('inviting', () => {
  it('answers the user, and the link this once', async () => {
    const body = newcomer('viewer')
    const { link, ...user } = await api.ok(endpoints.inviteUser, { body })
    expect(user).toMatchObject({ ...body, status: 'invited', lastSignInAt: null, createdBy: ownerId })
    expect(link.url).toMatch(new RegExp(`^${patchbay.url}/invite#token=${user.id}\\.[\\w-]{43}$`))
    const days = (Date.parse(link.expiresAt) - Date.now()) / 86_400_000
    expect(Math.round(days * 100) / 100).toBe(7)
    const read = await api.call(endpoints.getUser, { params: { id: user.id } })
    expect(read.body).toEqual(user)
    expect(read.text).not.toMatch(/link|password|Hash/)
  })

  it('is kept in no log and no file: the secret of a link is stored as a hash', async () => {
    const { link } = await api.ok(endpoints.inviteUser, { body: newcomer() })
    const secret = tokenOf(link.url).split('.')[1] ?? 'none'
    expect(patchbay.log.text()).not.toContain(secret)
    for (const file of await readdir(`${patchbay.dir}/users`)) {
      expect(await readFile(`${patchbay.dir}/users/${file}`, 'utf8')).not.toContain(secret)
    }
  })

  it.each([
    [{ email: 'nobody' }, 'email', /kim@example\.com/],
    [{ email: '' }, 'email', /kim@example\.com/],
    [{ name: ' ' }, 'name', /Write a name/],
    [{ role: 'root' }, 'role', /owner, admin or viewer/],
  ])('%j is refused by name', async (parts, path, says) => {
    const { problem } = await api.refused(endpoints.inviteUser, { body: { ...newcomer(), ...parts } })
    expect(problem.errors).toEqual([{ path, message: expect.stringMatching(says) }])
  })

  it('an email address that somebody has, in whatever case, is refused by its own name', async () => {
    const body = { ...newcomer(), email: ` ${ownerEmail.toUpperCase()} ` }
    const refusal = await api.refused(endpoints.inviteUser, { body })
    expect(refusal).toMatchObject({ status: 409, code: 'name_taken' })
    expect(refusal.problem.errors).toEqual([
      { path: 'email', message: expect.stringContaining('Another user') },
    ])
  })

  it('two may have the same name', async () => {
    for (const body of [newcomer(), newcomer()]) {
      await api.ok(endpoints.inviteUser, { body: { ...body, name: 'Kim' } })
    }
    expect((await api.ok(endpoints.listUsers, { query: { q: 'kim' } })).total).toBe(2)
  })
})

describe('the list', () => {
  it('is of an owner only, and filtered by role and status', async () => {
    const { client, id } = await invited(patchbay, api)
    expect(await client.refused(endpoints.listUsers)).toMatchObject({ status: 403, code: 'not_permitted' })
    const { items } = await api.ok(endpoints.listUsers, { query: { role: 'owner' } })
    expect(items).toMatchObject([{ id: ownerId, email: ownerEmail, status: 'active' }])
    const active = await api.ok(endpoints.listUsers, { query: { status: 'active', role: 'admin' } })
    expect(active.items.map((each) => each.id)).toEqual([id])
  })
})

describe('a user who is disabled', () => {
  it('is signed out at once, with all that is open, and kept out until enabled', async () => {
    const { client, id, email } = await invited(patchbay, api)
    const stream = await openEventStream(client)
    expect((await change(id, { disabled: true })).body).toMatchObject({ status: 'disabled' })
    await stream.ended
    expect(await client.refused(listConnections)).toMatchObject({ status: 401 })
    const credentials = { body: { email, password: chosenPassword } }
    expect(await patchbay.visitor().refused(signIn, credentials)).toMatchObject({ status: 401 })
    expect(await api.refused(endpoints.createUserLink, { params: { id } })).toMatchObject({
      status: 409,
      code: 'user_disabled',
    })

    expect((await change(id, { disabled: false })).body).toMatchObject({ status: 'active' })
    await patchbay.visitor().ok(signIn, credentials)
    const { items } = await api.ok(listEvents, { query: { limit: 20 } })
    const actions = items.filter(({ target }) => target?.id === id).map(({ action }) => action)
    expect(actions).toEqual(
      expect.arrayContaining(['user.enabled', 'user.disabled', 'user.changed', 'user.invited']),
    )
    expect(items.find(({ action, target }) => action === 'user.changed' && target?.id === id)).toMatchObject({
      changes: [{ member: 'disabled', before: true, after: false }],
    })
  })

  it('before the link was used is invited again once enabled, by another link', async () => {
    const { id, link } = await api.ok(endpoints.inviteUser, { body: newcomer() })
    await change(id, { disabled: true })
    expect((await change(id, { disabled: false })).body).toMatchObject({ status: 'invited' })
    const body = { token: tokenOf(link.url), password: chosenPassword }
    expect(await patchbay.visitor().refused(acceptInvitation, { body })).toMatchObject({ code: 'wrong_link' })
    const { url } = await api.ok(endpoints.createUserLink, { params: { id } })
    await patchbay.visitor().ok(acceptInvitation, { body: { ...body, token: tokenOf(url) } })
  })
})

describe('another role', () => {
  it('counts at once, and ends the sessions of before', async () => {
    const { client, id, email } = await invited(patchbay, api)
    const stream = await openEventStream(client)
    await change(id, { role: 'viewer' })
    await stream.ended
    expect(await client.refused(getSession)).toMatchObject({ status: 401 })
    await client.ok(signIn, { body: { email, password: chosenPassword } })
    expect((await client.ok(getSession)).user.role).toBe('viewer')
  })

  it('based on what is not so any more answers 409', async () => {
    const { id } = await invited(patchbay, api)
    const body = { version: 1, role: 'viewer' }
    expect(await api.refused(endpoints.updateUser, { params: { id }, body })).toMatchObject({
      code: 'stale_version',
    })
  })
})

describe('a user who is deleted', () => {
  it('is signed out at once, and gone', async () => {
    const { client, id } = await invited(patchbay, api)
    const stream = await openEventStream(client)
    await api.ok(endpoints.deleteUser, { params: { id } })
    await stream.ended
    expect(await client.refused(getSession)).toMatchObject({ status: 401 })
    expect(await api.refused(endpoints.getUser, { params: { id } })).toMatchObject({ status: 404 })
  })
})

describe('sessions', () => {
  it('of anybody are seen and ended by an owner', async () => {
    const { client, id, email } = await invited(patchbay, api)
    const other = patchbay.visitor()
    await other.ok(signIn, {
      body: { email, password: chosenPassword },
      headers: { 'user-agent': `Firefox ${'x'.repeat(300)}` },
    })
    const params = { id }
    const { items } = await api.ok(endpoints.listUserSessions, { params })
    expect(items).toMatchObject([
      {
        how: 'password',
        current: false,
        address: '127.0.0.1',
        userAgent: expect.stringMatching(/^Firefox x{192}$/),
      },
      { how: 'invitation', current: false },
    ])
    const [, byLink] = items
    await api.ok(endpoints.endUserSession, { params: { id, sessionId: byLink?.id ?? '' } })
    expect(await client.refused(getSession)).toMatchObject({ status: 401 })
    await other.ok(getSession)
    await api.ok(endpoints.endUserSessions, { params })
    expect(await other.refused(getSession)).toMatchObject({ status: 401 })
    await api.ok(getSession)
  })

  it('are ended only as the user’s whose they are', async () => {
    const { id } = await invited(patchbay, api)
    const other = await invited(patchbay, api)
    const { items } = await api.ok(endpoints.listUserSessions, { params: { id: other.id } })
    const params = { id, sessionId: items[0]?.id ?? '' }
    expect(await api.refused(endpoints.endUserSession, { params })).toMatchObject({ status: 404 })
    await other.client.ok(getSession)
  })
})

describe('the last owner', () => {
  const refused = { status: 409, code: 'last_owner' }

  it('can be neither deleted, nor disabled, nor given another role', async () => {
    const params = { id: ownerId }
    expect(await api.refused(endpoints.deleteUser, { params })).toMatchObject(refused)
    for (const body of [{ disabled: true }, { role: 'admin' }, { role: 'viewer', name: 'x' }]) {
      expect((await change(ownerId, body)).status).toBe(409)
    }
    // Who was only invited does not count.
    await api.ok(endpoints.inviteUser, { body: newcomer('owner') })
    expect(await api.refused(endpoints.deleteUser, { params })).toMatchObject(refused)
    expect(await api.ok(endpoints.getUser, { params })).toMatchObject({ role: 'owner', status: 'active' })
  })

  it('remains also where several take each other away at the same moment', async () => {
    const others = [await invited(patchbay, api, 'owner'), await invited(patchbay, api, 'owner')]
    const ids = [ownerId, ...others.map(({ id }) => id)]
    const clients = [api, ...others.map(({ client }) => client)]
    const answers = await Promise.all(
      clients.map((client, at) =>
        client.call(endpoints.deleteUser, { params: { id: ids[(at + 1) % ids.length] ?? '' } }),
      ),
    )
    expect(answers.some(({ status }) => status === 204)).toBe(true)
    const files = (await readdir(`${patchbay.dir}/users`)).filter((name) => name.endsWith('.json'))
    const users = await Promise.all(
      files.map(
        async (name) => JSON.parse(await readFile(`${patchbay.dir}/users/${name}`, 'utf8')) as object,
      ),
    )
    expect(users).toContainEqual(expect.objectContaining({ role: 'owner', status: 'active' }))
  })
})
