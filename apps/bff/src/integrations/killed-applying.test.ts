import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getConnection } from '@patchbay/contracts/connections'
import { getFlow } from '@patchbay/contracts/flows'
import { signIn } from '@patchbay/contracts/session'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ApiClient } from '../testing/api-client.ts'
import { arrive, begin, draftOf, walkSandbox } from '../testing/connecting.ts'
import { newFlow, newIntegration, sourceOf } from '../testing/integrating.ts'
import { type SpawnedPatchbay, spawnPatchbay } from '../testing/spawned-patchbay.ts'
import { adminPassword } from '../testing/test-patchbay.ts'

let dir: string
let patchbay: SpawnedPatchbay
let api: ApiClient

async function startAgain(): Promise<void> {
  patchbay = await spawnPatchbay({
    PATCHBAY_DATA_DIR: dir,
    PATCHBAY_ADMIN_PASSWORD: adminPassword,
    PATCHBAY_SANDBOX: 'on',
    PATCHBAY_SANDBOX_PORT: '0',
  })
  const url = await patchbay.ready
  api = new ApiClient(url.replace('localhost', '127.0.0.1'), url)
  await api.ok(signIn, { body: { password: adminPassword } })
}

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'patchbay-killed-'))
  await startAgain()
})
afterEach(async () => {
  await patchbay.cleanup()
  await rm(dir, { recursive: true, force: true })
})

async function stop(signal: NodeJS.Signals): Promise<void> {
  patchbay.kill(signal)
  await patchbay.exited
}

type Members = Record<string, unknown>

async function read(record: string): Promise<Members> {
  return JSON.parse(await readFile(join(dir, `${record}.json`), 'utf8')) as Members
}

/** As a process leaves a record that did not come to its next write. */
async function change(record: string, members: Members): Promise<void> {
  await writeFile(join(dir, `${record}.json`), JSON.stringify({ ...(await read(record)), ...members }))
}

function recordOf(id: string): Promise<Members> {
  return read(join('connections', id))
}

async function createdForSource() {
  const flow = await newFlow(api, await newIntegration(api))
  const applyTo = { flowId: flow.id, stepId: sourceOf(flow).id }
  const draft = await draftOf(api, 'acumatica', { scopes: ['api', 'offline_access'], applyTo })
  return { flow, draft, applyTo }
}

async function connectionIn(flowId: string): Promise<string | null> {
  return sourceOf(await api.ok(getFlow, { params: { id: flowId } })).connectionId
}

describe('a process that is killed while a connection is applied to its step', () => {
  it('as soon as the tokens are written, applies it after the next start', async () => {
    const { flow, draft } = await createdForSource()
    const callback = await walkSandbox(await begin(api, draft))
    arrive(api, callback).catch(() => undefined)
    await expect
      .poll(async () => (await recordOf(draft.id))['status'], { interval: 1, timeout: 20_000 })
      .toBe('online')
    await stop('SIGKILL')
    await startAgain()
    expect(await connectionIn(flow.id)).toBe(draft.id)
    expect((await recordOf(draft.id))['applyTo']).toBeNull()
  })

  it('between the write of the tokens and that of the flow, applies it after the next start', async () => {
    const { flow, draft, applyTo } = await createdForSource()
    await arrive(api, await walkSandbox(await begin(api, draft)))
    await stop('SIGTERM')
    const holder = join('integrations', flow.integrationId)
    await change(holder, { flows: [{ ...flow, steps: [sourceOf(flow)] }] })
    await change(join('connections', draft.id), {
      applyTo: { ...applyTo, insteadOf: null, state: 'waiting' },
    })

    await startAgain()
    expect(await connectionIn(flow.id)).toBe(draft.id)
    expect((await recordOf(draft.id))['applyTo']).toBeNull()
    expect(await api.ok(getConnection, { params: { id: draft.id } })).toMatchObject({ status: 'online' })
  })

  it('before the tokens are written, leaves the step as it was', async () => {
    const { flow, draft, applyTo } = await createdForSource()
    await begin(api, draft)
    await stop('SIGKILL')
    await startAgain()
    expect(await connectionIn(flow.id)).toBeNull()
    expect((await recordOf(draft.id))['applyTo']).toMatchObject(applyTo)
  })
})
