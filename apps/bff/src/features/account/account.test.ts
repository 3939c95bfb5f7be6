import * as endpoints from '@patchbay/contracts/account'
import { listEvents } from '@patchbay/contracts/events'
import { getSession, signIn } from '@patchbay/contracts/session'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiClient } from '../../testing/api-client.ts'
import { openEventStream } from '../../testing/event-stream.ts'
import { chosenPassword, invited, newcomer, owner, ownerEmail } from '../../testing/inviting.ts'
import { startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'

let patchbay: TestPatchbay
let api: ApiClient
beforeAll(async () => {
  patchbay = await startTestPatchbay()
  api = await owner(patchbay)
})
afterAll(() => patchbay.stop())

async function change(client: ApiClient, body: object) {
  const { version } = await client.ok(endpoints.getAccount)
  return client.call(endpoints.updateAccount, { body: { version, ...body } })
}

/** What the log has of changes to accounts, newest first. */
async function changedLines() {
  const { items } = await api.ok(listEvents, { query: { action: 'account.changed', result: 'success' } })
  return { items, text: JSON.stringify(items) }
}

describe('my account', () => {
  it('of every role says who I am, and nothing secret', async () => {
    const { client, id, email } = await invited(patchbay, api, 'viewer')
    const { text, body } = await client.call(endpoints.getAccount)
    expect(body).toMatchObject({ id, email, role: 'viewer', hasPassword: true })
    expect(text).not.toMatch(/argon2|Hash/)
  })

  it('takes another name, and no other role', async () => {
    const { client } = await invited(patchbay, api, 'viewer')
    expect(await change(client, { name: 'Noor' })).toMatchObject({ status: 200, body: { name: 'Noor' } })
    expect((await client.ok(getSession)).user).toMatchObject({ name: 'Noor', role: 'viewer' })
    for (const more of [{ role: 'owner' }, { status: 'active' }]) {
      expect(await change(client, more)).toMatchObject({ status: 400 })
    }
  })

  it('takes another email address where the password comes with it', async () => {
    const { client } = await invited(patchbay, api)
    const { email } = newcomer()
    expect(await change(client, { email })).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'currentPassword' }] },
    })
    expect(await change(client, { email, currentPassword: 'wrong' })).toMatchObject({
      status: 401,
      body: { errors: [{ path: 'currentPassword' }] },
    })
    expect((await change(client, { email: ownerEmail, currentPassword: chosenPassword })).status).toBe(409)
    expect((await change(client, { email, currentPassword: chosenPassword })).status).toBe(200)
    const { items, text } = await changedLines()
    expect(items[0]?.changes).toEqual([{ member: 'email', before: 'set', after: 'changed' }])
    expect(text).not.toContain(email)
    await patchbay.visitor().ok(signIn, { body: { email, password: chosenPassword } })
  })
})

describe('my password', () => {
  it('is changed by who knows it: I stay signed in here, and nowhere else', async () => {
    const { client, email } = await invited(patchbay, api)
    const other = patchbay.visitor()
    await other.ok(signIn, { body: { email, password: chosenPassword } })
    const stream = await openEventStream(other)
    const body = { currentPassword: chosenPassword, password: 'a better one' }
    await client.ok(endpoints.changePassword, { body })
    await stream.ended
    expect(await other.refused(getSession)).toMatchObject({ status: 401 })
    await client.ok(getSession)
    await other.ok(signIn, { body: { email, password: 'a better one' } })
  })

  it('is not changed by who does not, five times and then for a minute not at all', async () => {
    const { client, email } = await invited(patchbay, api)
    const body = { currentPassword: 'guessed', password: 'a better one' }
    for (let tries = 0; tries < 5; tries += 1) {
      expect(await client.refused(endpoints.changePassword, { body })).toMatchObject({
        status: 401,
        code: 'wrong_password',
      })
    }
    const right = { ...body, currentPassword: chosenPassword }
    expect(await client.refused(endpoints.changePassword, { body: right })).toMatchObject({ status: 429 })
    await patchbay.visitor().ok(signIn, { body: { email, password: chosenPassword } })
  })
})

describe('my sessions', () => {
  it('are listed with the one that asks, and end one by one or all but this', async () => {
    const { client, email } = await invited(patchbay, api, 'viewer')
    const others = [patchbay.visitor(), patchbay.visitor(), patchbay.visitor()] as const
    for (const each of others) await each.ok(signIn, { body: { email, password: chosenPassword } })
    const { items } = await client.ok(endpoints.listOwnSessions)
    expect(items.map(({ current, how }) => [current, how])).toEqual([
      [false, 'password'],
      [false, 'password'],
      [false, 'password'],
      [true, 'invitation'],
    ])
    await client.ok(endpoints.endOwnSession, { params: { id: items[0]?.id ?? '' } })
    expect(await others[2].refused(getSession)).toMatchObject({ status: 401 })
    await others[0].ok(getSession)
    await client.ok(endpoints.endOtherSessions)
    for (const each of others) expect(await each.refused(getSession)).toMatchObject({ status: 401 })
    await client.ok(getSession)
  })

  it('are mine alone: another’s cannot be ended', async () => {
    const { client } = await invited(patchbay, api)
    const [session] = (await api.ok(endpoints.listOwnSessions)).items
    const params = { id: session?.id ?? '' }
    expect(await client.refused(endpoints.endOwnSession, { params })).toMatchObject({ status: 404 })
    await api.ok(getSession)
  })
})
