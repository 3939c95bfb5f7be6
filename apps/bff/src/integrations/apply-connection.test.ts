import { getAuthorization, startAuthorization } from '@patchbay/contracts/authorizations'
import { createConnection, getConnection, getToken, updateConnection } from '@patchbay/contracts/connections'
import { listEvents } from '@patchbay/contracts/events'
import { deleteFlow, deleteStep, getFlow, updateStep } from '@patchbay/contracts/flows'
import { importTokens } from '@patchbay/contracts/import-tokens'
import { deregisterConnection, listRegistered } from '@patchbay/contracts/integrations'
import { user } from '@patchbay/sandbox/account'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiClient } from '../testing/api-client.ts'
import {
  arrive,
  authorizeAtOnce,
  authorizeAtSandbox,
  begin,
  draftOf,
  outcomeOf,
  sandboxBody,
  walkSandbox,
} from '../testing/connecting.ts'
import { enterCode } from '../testing/enter-code.ts'
import { addStep, flowInUse, newFlow, newIntegration, registered, sourceOf } from '../testing/integrating.ts'
import { startTestPatchbay, type TestPatchbay } from '../testing/test-patchbay.ts'

let patchbay: TestPatchbay
let api: ApiClient
beforeAll(async () => {
  patchbay = await startTestPatchbay({ env: { PATCHBAY_SANDBOX: 'on' } })
  api = await patchbay.signedIn()
})
afterAll(() => patchbay.stop())

/** A flow whose source waits for a connection that was created for it. */
async function created(changes: object = {}, application = 'acumatica') {
  const integration = await newIntegration(api)
  const flow = await newFlow(api, integration)
  const applyTo = { flowId: flow.id, stepId: sourceOf(flow).id }
  const scopes = application === 'acumatica' ? { scopes: ['api', 'offline_access'] } : {}
  const draft = await draftOf(api, application, { ...scopes, ...changes, applyTo })
  const source = async () => sourceOf(await api.ok(getFlow, { params: { id: flow.id } }))
  return { integration, flow, draft, applyTo, source }
}

describe('a connection that is created for a step', () => {
  it('is registered at once, and used from its first authorization on', async () => {
    const { integration, flow, draft, source } = await created()
    const params = { id: integration.id }
    expect((await api.ok(listRegistered, { params })).items).toMatchObject([{ id: draft.id, steps: [] }])
    expect(await source()).toMatchObject({ application: null, connectionId: null })

    const { authorization } = await authorizeAtSandbox(api, draft)
    expect(authorization.status).toBe('succeeded')
    expect(await source()).toMatchObject({
      application: 'acumatica',
      connectionId: draft.id,
      connection: { status: 'online' },
    })
    expect(await api.ok(getFlow, { params: { id: flow.id } })).toMatchObject({ version: 2 })
    const { items } = await api.ok(listEvents, { query: { limit: 5 } })
    const target = { collection: 'flows', id: flow.id, name: flow.name }
    expect(items).toContainEqual(expect.objectContaining({ action: 'flow.step_changed', target }))
  })

  it('is used before the authorization can be read as succeeded', async () => {
    const { draft, source } = await created()
    const started = await begin(api, draft)
    const arrival = arrive(api, await walkSandbox(started))
    const params = { id: started.authorizationId }
    const status = async () => (await api.ok(getAuthorization, { params })).status
    await expect.poll(status, { interval: 1, timeout: 20_000 }).toBe('succeeded')
    expect((await source()).connectionId).toBe(draft.id)
    await arrival
  })

  it('is applied once: later authorizations leave the step as it was given since', async () => {
    const { flow, draft, applyTo, source } = await created()
    await authorizeAtSandbox(api, draft)
    const params = { id: flow.id, stepId: applyTo.stepId }
    await api.ok(updateStep, { params, body: { connectionId: null } })
    await authorizeAtSandbox(api, draft)
    expect((await source()).connectionId).toBeNull()
  })

  it('does not overrule what somebody has chosen for the step meanwhile', async () => {
    const { integration, flow, draft, applyTo, source } = await created()
    const other = await registered(api, integration)
    const params = { id: flow.id, stepId: applyTo.stepId }
    await api.ok(updateStep, { params, body: { connectionId: other.id } })
    const { connection } = await authorizeAtSandbox(api, draft)
    expect(connection.status).toBe('online')
    expect((await source()).connectionId).toBe(other.id)
  })

  it('takes the place of the connection that the step had', async () => {
    const { integration, flow, step } = await flowInUse(api)
    const applyTo = { flowId: flow.id, stepId: step.id }
    const draft = await draftOf(api, 'acumatica', { scopes: ['api'], applyTo })
    await authorizeAtSandbox(api, draft)
    const { steps } = await api.ok(getFlow, { params: { id: flow.id } })
    expect(steps[0]?.connectionId).toBe(draft.id)
    const { total } = await api.ok(listRegistered, { params: { id: integration.id } })
    expect(total).toBe(2)
  })

  it('is applied after a sign-in that failed, an edit, and another try', async () => {
    const { draft, source } = await created()
    const started = await begin(api, draft)
    const callback = await walkSandbox(started, 'deny')
    const { authorization } = await outcomeOf(api, { authorizationId: started.authorizationId, callback })
    expect(authorization.status).toBe('failed')
    expect((await source()).connectionId).toBeNull()
    const params = { id: draft.id }
    const { version, name } = await api.ok(getConnection, { params })
    await api.ok(updateConnection, { params, body: { version, name: `${name} edited` } })
    await authorizeAtSandbox(api, draft)
    expect(await source()).toMatchObject({ connectionId: draft.id, connection: { name: `${name} edited` } })
  })

  it('is applied when it signs in without a window', async () => {
    const { draft, source } = await created({
      authType: 'cookie',
      iClientId: null,
      scopes: [],
      settings: { userName: user.name },
      secrets: { password: user.password },
    })
    const { authorization } = await authorizeAtOnce(api, draft)
    expect(authorization.status).toBe('succeeded')
    expect((await source()).connectionId).toBe(draft.id)
  })

  it('is not applied when that sign-in is refused', async () => {
    const { draft, source } = await created({
      authType: 'cookie',
      iClientId: null,
      scopes: [],
      settings: { userName: user.name },
      secrets: { password: 'wrong' },
    })
    const { authorization } = await authorizeAtOnce(api, draft)
    expect(authorization.status).toBe('failed')
    expect((await source()).connectionId).toBeNull()
  })

  it('is applied when its tokens come from elsewhere', async () => {
    const { draft, source } = await created()
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString()
    await api.ok(importTokens, { params: { id: draft.id }, body: { accessToken: 'elsewhere', expiresAt } })
    expect((await source()).connectionId).toBe(draft.id)
  })

  it('is applied when a code was entered on another device', { timeout: 60_000 }, async () => {
    const scopes = ['openid', 'notes:read']
    const { draft, source } = await created({ authType: 'device', scopes }, 'oauth2')
    const { device } = await api.ok(startAuthorization, { params: { id: draft.id } })
    await enterCode(device?.verificationUri ?? '', device?.userCode ?? '')
    // The server lets itself be asked every five seconds.
    const patience = { timeout: 30_000, interval: 200 }
    await expect.poll(async () => (await source()).connectionId, patience).toBe(draft.id)
  })

  it('goes online though the flow was deleted meanwhile', async () => {
    const { flow, draft } = await created()
    await api.ok(deleteFlow, { params: { id: flow.id } })
    const { authorization, connection } = await authorizeAtSandbox(api, draft)
    expect(authorization.status).toBe('succeeded')
    expect(connection.status).toBe('online')
    await api.ok(getToken, { params: { id: connection.id } })
  })

  it('goes online though the step was removed, or is for another application by now', async () => {
    const { integration, flow } = await flowInUse(api, 'lexbizz')
    const step = await addStep(api, flow)
    const other = await addStep(api, flow)
    const target = (stepId: string) => ({ applyTo: { flowId: flow.id, stepId }, scopes: ['api'] })
    const first = await draftOf(api, 'acumatica', target(step.id))
    const second = await draftOf(api, 'acumatica', target(other.id))
    await api.ok(deleteStep, { params: { id: flow.id, stepId: step.id } })
    const change = { params: { id: flow.id, stepId: other.id }, body: { application: 'lightspeed' } }
    await api.ok(updateStep, change)
    for (const draft of [first, second]) {
      const { connection } = await authorizeAtSandbox(api, draft)
      expect(connection.status).toBe('online')
      const params = { id: integration.id, connectionId: draft.id }
      await api.ok(deregisterConnection, { params })
    }
    expect((await api.ok(getFlow, { params: { id: flow.id } })).steps).toMatchObject([
      { kind: 'source' },
      { application: 'lightspeed', connectionId: null },
    ])
  })

  it.each([
    ['a flow that nobody made', 'applyTo.flowId', { flowId: 'flow_gone' }],
    ['a step that nobody made', 'applyTo.stepId', { stepId: 'step_gone' }],
    ['no step', 'applyTo.stepId', { stepId: undefined }],
  ])('is refused for %s', async (_what, path, changes) => {
    const { flow } = await flowInUse(api)
    const applyTo = { flowId: flow.id, stepId: sourceOf(flow).id, ...changes }
    const body = await sandboxBody(api, 'acumatica', { applyTo })
    const refusal = await api.refused(createConnection, { body })
    expect(refusal).toMatchObject({ status: 422, problem: { errors: [{ path }] } })
  })

  it('is refused for a step of another application', async () => {
    const { flow } = await flowInUse(api, 'lexbizz')
    const applyTo = { flowId: flow.id, stepId: sourceOf(flow).id }
    const body = await sandboxBody(api, 'acumatica', { applyTo })
    const refusal = await api.refused(createConnection, { body })
    expect(refusal).toMatchObject({ status: 422, problem: { errors: [{ path: 'applyTo.stepId' }] } })
  })
})
