import * as endpoints from '@patchbay/contracts/iclients'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiClient } from '../../testing/api-client.ts'
import { newName } from '../../testing/connecting.ts'
import { startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'

const application = 'oauth2'
let patchbay: TestPatchbay
let api: ApiClient
beforeAll(async () => {
  patchbay = await startTestPatchbay()
  api = await patchbay.signedIn()
})
afterAll(() => patchbay.stop())

const create = (changes: object = {}) =>
  api.ok(endpoints.createIClient, {
    body: { name: newName(), application, clientId: 'public', ...changes },
  })
const update = ({ id, version }: { id: string; version: number }, changes: object) =>
  api.ok(endpoints.updateIClient, { params: { id }, body: { version, ...changes } })

describe('where the application takes clients without a secret', () => {
  it.each([{}, { clientSecret: null }])('one is made with %j', async (changes) => {
    const made = await create(changes)
    expect(made.clientSecretUpdatedAt).toBeNull()
    expect(await update(made, { clientId: 'other' })).toMatchObject({ clientSecretUpdatedAt: null })
  })

  it('one gets a secret, and it is taken away', async () => {
    const given = await update(await create(), { clientSecret: 'a secret' })
    expect(given.clientSecretUpdatedAt).toMatch(/Z$/)
    const taken = await update(given, { clientSecret: null })
    expect(taken.clientSecretUpdatedAt).toBeNull()
  })

  it('an empty one is refused all the same', async () => {
    const body = { name: newName(), application, clientId: 'public', clientSecret: '' }
    const { problem } = await api.refused(endpoints.createIClient, { body })
    expect(problem).toMatchObject({ status: 422, errors: [{ path: 'clientSecret' }] })
  })
})

describe('elsewhere', () => {
  it('the secret cannot be taken away', async () => {
    const made = await create({ application: 'acumatica', clientSecret: 'a secret' })
    const body = { version: made.version, clientSecret: null }
    const { problem } = await api.refused(endpoints.updateIClient, { params: { id: made.id }, body })
    expect(problem).toMatchObject({
      status: 422,
      errors: [{ path: 'clientSecret', message: 'Write the client secret.' }],
    })
  })
})
