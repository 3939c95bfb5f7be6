import * as endpoints from '@patchbay/contracts/integrations'
import { getFlow } from '@patchbay/contracts/flows'
import { getConnection, updateConnection } from '@patchbay/contracts/connections'
import { listEvents } from '@patchbay/contracts/events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApiClient, bodyOf } from '../../testing/api-client.ts'
import { authorizeAtSandbox, draftAtSandbox } from '../../testing/connecting.ts'
import { flowInUse, newFlow, newIntegration, newTitle, register } from '../../testing/integrating.ts'
import { startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'

let patchbay: TestPatchbay
let api: ApiClient
beforeAll(async () => {
  patchbay = await startTestPatchbay({ env: { PATCHBAY_SANDBOX: 'on' } })
  api = await patchbay.signedIn()
})
afterAll(() => patchbay.stop())

/** As a changed scope does: the tokens no longer fit. */
async function takeOffline(id: string): Promise<void> {
  const { version } = await api.ok(getConnection, { params: { id } })
  const body = { version, scopes: ['api'] }
  const { status } = await api.ok(updateConnection, { params: { id }, body })
  expect(status).toBe('offline')
}

const unknown = { id: 'int_gone', connectionId: 'conn_gone', replacementId: 'repl_gone' }

describe('integrations', () => {
  it.each(Object.values(endpoints).filter((each) => typeof each === 'object' && 'method' in each))(
    'require sign-in: $method $path',
    async (endpoint) => {
      const refusal = await patchbay.visitor().refused(endpoint, { params: unknown, ...bodyOf(endpoint) })
      expect(refusal).toMatchObject({ status: 401, code: 'not_signed_in' })
    },
  )

  it('are created, found again and described', async () => {
    const name = newTitle()
    const answer = await api.call(endpoints.createIntegration, { body: { name: ` ${name} ` } })
    expect(answer.status).toBe(201)
    const made = answer.body as endpoints.Integration
    expect(answer.headers.get('location')).toBe(`/api/integrations/${made.id}`)
    expect(made).toMatchObject({
      version: 1,
      name,
      description: '',
      flows: 0,
      connections: 0,
      offlineConnections: 0,
      replacement: null,
    })
    const params = { id: made.id }
    expect(await api.ok(endpoints.getIntegration, { params })).toEqual(made)
    const body = { version: 1, description: 'From the till to the books' }
    const updated = await api.ok(endpoints.updateIntegration, { params, body })
    expect(updated).toMatchObject({ version: 2, name, description: body.description })
  })

  it('count their flows and connections, those that are offline too', async () => {
    const integration = await newIntegration(api)
    await newFlow(api, integration)
    const { connection: online } = await authorizeAtSandbox(api, await draftAtSandbox(api))
    await register(api, integration, online)
    await register(api, integration, await draftAtSandbox(api))
    const read = () => api.ok(endpoints.getIntegration, { params: { id: integration.id } })
    expect(await read()).toMatchObject({ flows: 1, connections: 2, offlineConnections: 0 })
    await takeOffline(online.id)
    expect(await read()).toMatchObject({ connections: 2, offlineConnections: 1 })
  })

  it('are listed by page, in the order asked for, and searched by name and description', async () => {
    const mark = newTitle().replace(' ', '')
    const made = [
      await newIntegration(api, { name: `${mark} b` }),
      await newIntegration(api, { name: `${mark} a` }),
      await newIntegration(api, { name: newTitle(), description: `all of ${mark}` }),
    ]
    const query = { q: mark.toUpperCase(), sort: '-createdAt', limit: 2 }
    const first = await api.ok(endpoints.listIntegrations, { query })
    expect(first.total).toBe(3)
    expect(first.items.map(({ id }) => id)).toEqual([made[2]?.id, made[1]?.id])
    const rest = { ...query, cursor: first.nextCursor ?? '' }
    const second = await api.ok(endpoints.listIntegrations, { query: rest })
    expect(second).toMatchObject({ items: [{ id: made[0]?.id }], nextCursor: null })
  })

  it('are deleted with their flows, and leave the connections', async () => {
    const { integration, connection, flow } = await flowInUse(api)
    const params = { id: integration.id }
    await api.ok(endpoints.deleteIntegration, { params })
    expect(await api.refused(endpoints.getIntegration, { params })).toMatchObject({ status: 404 })
    expect(await api.refused(getFlow, { params: { id: flow.id } })).toMatchObject({ status: 404 })
    await api.ok(getConnection, { params: { id: connection.id } })
  })

  it('have names that nobody else has, whatever the case', async () => {
    const { name } = await newIntegration(api)
    const { id } = await newIntegration(api)
    const taken = { code: 'name_taken', status: 409 }
    const other = { name: name.toUpperCase() }
    expect(await api.refused(endpoints.createIntegration, { body: other })).toMatchObject(taken)
    const change = { params: { id }, body: { version: 1, ...other } }
    expect(await api.refused(endpoints.updateIntegration, change)).toMatchObject(taken)
  })

  it('refuse the change of a second admin who has not seen the first one', async () => {
    const { id, name } = await newIntegration(api)
    const second = await patchbay.signedIn()
    const change = (description: string) => ({ params: { id }, body: { version: 1, description } })
    await api.ok(endpoints.updateIntegration, change('first'))
    const refusal = await second.refused(endpoints.updateIntegration, change('second'))
    expect(refusal).toMatchObject({ status: 409, code: 'stale_version' })
    expect(refusal.problem.detail).toContain(name)
    expect(await api.ok(endpoints.getIntegration, { params: { id } })).toMatchObject({ description: 'first' })
  })

  it.each([
    [{}, 422, 'name'],
    [{ name: '' }, 422, 'name'],
    [{ name: 'x'.repeat(201) }, 422, 'name'],
    [{ name: 'a\nb' }, 422, 'name'],
    [{ name: 7 }, 422, 'name'],
    [{ name: 'a', description: 'x'.repeat(2001) }, 422, 'description'],
    [{ name: 'a', flows: [] }, 400, 'flows'],
  ])('refuse what is not valid: %#', async (body, status, path) => {
    const refusal = await api.refused(endpoints.createIntegration, { body })
    expect(refusal.status).toBe(status)
    expect(refusal.problem.errors?.map((each) => each.path)).toEqual([path])
  })

  it.each([
    endpoints.getIntegration,
    endpoints.updateIntegration,
    endpoints.deleteIntegration,
    endpoints.listRegistered,
  ])('that nobody made are not found: $method $path', async (endpoint) => {
    const input = { params: unknown, ...bodyOf(endpoint, { version: 1 }) }
    expect(await api.refused(endpoint, input)).toMatchObject({ status: 404, code: 'not_found' })
  })

  it('leave a line of each change in the audit log', async () => {
    const { id, name } = await newIntegration(api)
    await api.ok(endpoints.updateIntegration, { params: { id }, body: { version: 1, name: `${name} 2` } })
    await api.refused(endpoints.updateIntegration, { params: { id }, body: { version: 1 } })
    await api.ok(endpoints.deleteIntegration, { params: { id } })
    const { items } = await api.ok(listEvents, { query: { limit: 4 } })
    const target = (named: string) => ({ collection: 'integrations', id, name: named })
    expect(items).toMatchObject([
      { action: 'integration.deleted', result: 'success', target: target(`${name} 2`) },
      {
        action: 'integration.updated',
        result: 'failure',
        code: 'stale_version',
        target: target(`${name} 2`),
      },
      { action: 'integration.updated', result: 'success', target: target(`${name} 2`) },
      { action: 'integration.created', result: 'success', target: target(name) },
    ])
  })
})
