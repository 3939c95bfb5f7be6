import * as endpoints from '@patchbay/contracts/connections'
import { createIClient } from '@patchbay/contracts/iclients'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiClient } from '../../testing/api-client.ts'
import { newName } from '../../testing/connecting.ts'
import { startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'

let patchbay: TestPatchbay
let api: ApiClient
beforeAll(async () => {
  patchbay = await startTestPatchbay()
  api = await patchbay.signedIn()
})
afterAll(() => patchbay.stop())

const application = 'exact-online'

async function bodyOf(country: string, tokenUrl: string | null) {
  const client = { name: newName(), application, clientId: 'id', clientSecret: 's', tokenUrl }
  const { id: iClientId } = await api.ok(createIClient, { body: client })
  return { name: newName(), application, authType: 'oauth2', settings: { country }, iClientId }
}

const dutch = 'https://start.exactonline.nl/api/oauth2/token'
const elsewhere =
  'This iClient is registered at Exact Online Netherlands, but the connection leads to Belgium. Choose an iClient ' +
  'of the same country, or change the country.'

describe('an iClient that is registered in another country', () => {
  it('is refused when the connection is created, and when either is changed', async () => {
    const errors = [{ path: 'iClientId', message: elsewhere }]
    const created = await api.refused(endpoints.createConnection, { body: await bodyOf('be', dutch) })
    expect(created.problem).toMatchObject({ status: 422, detail: elsewhere, errors })

    const { id, version } = await api.ok(endpoints.createConnection, { body: await bodyOf('nl', dutch) })
    const moved = { version, settings: { country: 'be' } }
    const change = await api.refused(endpoints.updateConnection, { params: { id }, body: moved })
    expect(change.problem).toMatchObject({ status: 422, errors })
  })

  it.each([
    ['nl', dutch],
    ['be', null],
    ['be', 'https://proxy.example.com/token'],
  ])('is not one that a connection of %s has with %s', async (country, tokenUrl) => {
    await api.ok(endpoints.createConnection, { body: await bodyOf(country, tokenUrl) })
  })

  it('is not spoken of where the settings themselves are at fault', async () => {
    const { problem } = await api.refused(endpoints.createConnection, { body: await bodyOf('xx', dutch) })
    expect(problem.errors?.map(({ path }) => path)).toEqual(['settings.country'])
  })
})
