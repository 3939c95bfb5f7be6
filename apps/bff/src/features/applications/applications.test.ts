import { getApplication, listApplications } from '@patchbay/contracts/applications'
import { getConnection } from '@patchbay/contracts/connections'
import { getIClient, listIClients } from '@patchbay/contracts/iclients'
import { getSession } from '@patchbay/contracts/session'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiClient } from '../../testing/api-client.ts'
import { draftAtSandbox } from '../../testing/connecting.ts'
import { startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'

let patchbay: TestPatchbay
let api: ApiClient
beforeAll(async () => {
  patchbay = await startTestPatchbay({ env: { PATCHBAY_SANDBOX: 'on' } })
  api = await patchbay.signedIn()
})
afterAll(() => patchbay.stop())

describe('the catalogue', () => {
  it('requires sign-in', async () => {
    expect(await patchbay.visitor().refused(listApplications)).toMatchObject({ status: 401 })
  })

  it('has lexbizz and Acumatica', async () => {
    const { items, total } = await api.ok(listApplications)
    expect(items.map(({ id, name }) => [id, name])).toEqual(
      expect.arrayContaining([
        ['lexbizz', 'lexbizz'],
        ['acumatica', 'Acumatica'],
      ]),
    )
    expect(total).toBe(items.length)
  })

  it('says of an application all that a form needs', async () => {
    const application = await api.ok(getApplication, { params: { id: 'acumatica' } })
    expect(application.fields.map(({ name }) => name)).toEqual([
      'mode',
      'agentId',
      'instanceUri',
      'endpointName',
      'endpointVersion',
      'userName',
      'password',
      'tenant',
      'branch',
      'locale',
    ])
    const signInFields = application.fields.slice(5)
    for (const { visibleWhen } of signInFields) {
      expect(visibleWhen).toEqual([{ field: 'authType', equals: ['cookie'] }])
    }
    const blocked = application.scopes.filter((scope) => scope.blocked !== undefined)
    expect(blocked.map(({ value }) => value)).toEqual(['api:concurrent_access'])
    const callbackUrl = `${patchbay.url}/connection/oauth2callback`
    expect(application.callbackUrls).toEqual([{ region: null, origin: patchbay.url, callbackUrl }])
  })

  it('says that the sandbox has no other site’s address, and what to fill in for it', async () => {
    const { sandbox: running } = await api.ok(getSession)
    expect(new URL(running?.origin ?? '').hostname).toBe('127.0.0.1')
    for (const id of ['lexbizz', 'acumatica']) {
      const { sandbox } = await api.ok(getApplication, { params: { id } })
      expect(sandbox?.settings['instanceUri']).toBe(`${running?.origin}/${id}`)
      const iClient = await api.ok(getIClient, { params: { id: sandbox?.iClientId ?? '' } })
      expect(iClient).toMatchObject({ application: id, sandbox: true })
    }
  })
})

describe('the sandbox', () => {
  it('keeps its clients over a restart, and gets no second iClient', async () => {
    const draft = await draftAtSandbox(api)
    const before = await api.ok(listIClients)
    await patchbay.restart()
    expect(await api.ok(listIClients)).toEqual(before)
    expect(await api.ok(getConnection, { params: { id: draft.id } })).toEqual(draft)
  })

  it('switched off is offered no more', async () => {
    const draft = await draftAtSandbox(api)
    await patchbay.restart({ PATCHBAY_SANDBOX: 'off' })
    expect((await api.ok(getSession)).sandbox).toBeNull()
    expect((await api.ok(getApplication, { params: { id: 'acumatica' } })).sandbox).toBeNull()
    expect((await api.ok(getConnection, { params: { id: draft.id } })).sandbox).toBe(false)
  })
})
