import { createConnection, getConnection, updateConnection } from '@patchbay/contracts/connections'
import { createIClient, deleteIClient } from '@patchbay/contracts/iclients'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiClient } from '../../testing/api-client.ts'
import { newName } from '../../testing/connecting.ts'
import { startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'

let patchbay: TestPatchbay
let api: ApiClient
let iClientId: string
beforeAll(async () => {
  patchbay = await startTestPatchbay()
  api = await patchbay.signedIn()
  iClientId = await newLightspeedClient()
})
afterAll(() => patchbay.stop())

async function newLightspeedClient(): Promise<string> {
  const body = { name: newName(), application: 'lightspeed', clientId: 'c', clientSecret: 's' }
  return (await api.ok(createIClient, { body })).id
}

const byKey = {
  authType: 'basic',
  settings: { apiType: 'c-series' },
  secrets: { apiKey: 'k', apiSecret: 's' },
}

function bodyWith(apiType: string, members: object = {}) {
  const common = { name: newName(), application: 'lightspeed', authType: 'oauth2', iClientId }
  return { ...common, settings: { apiType }, ...members }
}

describe('an iClient', () => {
  it('is refused where the connection signs in without one', async () => {
    const { status, problem } = await api.refused(createConnection, { body: bodyWith('c-series', byKey) })
    expect(status).toBe(422)
    expect(problem.errors?.map(({ path }) => path)).toEqual(['iClientId'])
    expect(problem.detail).toContain('signs in without an iClient')
  })

  it('is taken where the deployment would bring a client', async () => {
    expect(await api.ok(createConnection, { body: bodyWith('r-series-v2') })).toMatchObject({ iClientId })
  })

  it.each([
    ['not given', false],
    ['given as it was', true],
  ])('goes with the change that makes it not count (%s), and can be deleted then', async (_what, isGiven) => {
    const own = await newLightspeedClient()
    const { id, version } = await api.ok(createConnection, {
      body: bodyWith('r-series-v3', { iClientId: own }),
    })
    const change = { version, ...byKey, ...(isGiven ? { iClientId: own } : {}) }
    const changed = await api.ok(updateConnection, { params: { id }, body: change })
    expect(changed.iClientId).toBeNull()
    expect(await api.ok(getConnection, { params: { id } })).toMatchObject({ iClientId: null })
    await api.ok(deleteIClient, { params: { id: own } })
  })

  it('goes where the deployment’s client takes its place, and stays where it was there already', async () => {
    const v3 = await api.ok(createConnection, { body: bodyWith('r-series-v3') })
    const params = { id: v3.id }
    const toV2 = { version: v3.version, settings: { apiType: 'r-series-v2' } }
    const v2 = await api.ok(updateConnection, { params, body: toV2 })
    expect(v2.iClientId).toBeNull()
    const given = await api.ok(updateConnection, { params, body: { version: v2.version, iClientId } })
    expect(given).toMatchObject({ iClientId, settings: { apiType: 'r-series-v2' } })
    const renamed = { version: given.version, name: newName() }
    expect(await api.ok(updateConnection, { params, body: renamed })).toMatchObject({ iClientId })
  })

  it('that is asked for anew where none counts is refused', async () => {
    const { id, version } = await api.ok(createConnection, {
      body: bodyWith('c-series', { ...byKey, iClientId: null }),
    })
    const { problem } = await api.refused(updateConnection, { params: { id }, body: { version, iClientId } })
    expect(problem.errors?.map(({ path }) => path)).toEqual(['iClientId'])
  })
})
