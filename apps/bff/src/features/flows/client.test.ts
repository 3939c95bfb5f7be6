import { readFile } from 'node:fs/promises'
import { Patchbay } from '@patchbay/client'
import { copyCustomers } from '@patchbay/client/examples/copy-customers'
import { createApiKey } from '@patchbay/contracts/api-keys'
import type { Connection } from '@patchbay/contracts/connection'
import { createStep, getFlow } from '@patchbay/contracts/flows'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ApiClient } from '../../testing/api-client.ts'
import { authorizeAtSandbox, draftOf } from '../../testing/connecting.ts'
import { giveSource, newFlow, newIntegration, newTitle, register } from '../../testing/integrating.ts'
import { startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'

let patchbay: TestPatchbay
let api: ApiClient
beforeAll(async () => {
  patchbay = await startTestPatchbay({ env: { PATCHBAY_SANDBOX: 'on' } })
  api = await patchbay.signedIn()
})
afterAll(() => patchbay.stop())

async function program(permissions: readonly string[]): Promise<Patchbay> {
  const { key: apiKey } = await api.ok(createApiKey, { body: { name: newTitle(), permissions } })
  return new Patchbay({ url: patchbay.target, apiKey })
}

async function online(application: string): Promise<Connection> {
  const draft = await draftOf(api, application, { scopes: ['api', 'offline_access'] })
  return (await authorizeAtSandbox(api, draft)).connection
}

interface Customer {
  readonly CustomerID: { readonly value: string }
  readonly CustomerName: { readonly value: string }
}

async function customers(client: Patchbay, { id }: Connection, top: number): Promise<Customer[]> {
  const answer = await client.fetch(id, `/Customer?$top=${top}`)
  return (await answer.json()) as Customer[]
}

async function rename(client: Patchbay, { id }: Connection, { CustomerID, CustomerName }: Customer) {
  const body = JSON.stringify({ CustomerID, CustomerName: { value: `${CustomerName.value} (new)` } })
  const headers = { 'content-type': 'application/json' }
  expect((await client.fetch(id, '/Customer', { method: 'PUT', headers, body })).status).toBe(200)
}

it('the client tells which connections a flow uses', async () => {
  const flow = await newFlow(api, await newIntegration(api))
  const reader = await program(['read'])
  expect(await reader.flow(flow.id)).toEqual(await api.ok(getFlow, { params: { id: flow.id } }))
  await expect(reader.flow('flow_gone')).rejects.toMatchObject({ code: 'not_found', status: 404 })
  const fetcher = await program(['token'])
  await expect(fetcher.flow(flow.id)).rejects.toMatchObject({ code: 'not_permitted' })
})

it('the example copies ten records through the two connections of a flow', async () => {
  const integration = await newIntegration(api)
  const flow = await newFlow(api, integration)
  const copier = await program(['read', 'proxy'])
  await expect(copyCustomers(copier, flow.id)).rejects.toThrow('The source of')

  const [source, destination] = [await online('lexbizz'), await online('acumatica')]
  for (const connection of [source, destination]) await register(api, integration, connection)
  await giveSource(api, flow, source)
  const step = { kind: 'destination', connectionId: destination.id }
  await api.ok(createStep, { params: { id: flow.id }, body: step })
  for (const customer of await customers(copier, source, 11)) await rename(copier, source, customer)

  expect(await copyCustomers(copier, flow.id)).toBe(10)
  const copied = await customers(copier, destination, 11)
  expect(copied.map(({ CustomerName }) => CustomerName.value.endsWith(' (new)'))).toEqual([
    ...Array.from({ length: 10 }, () => true),
    false,
  ])
})

it('the README shows the example as it is', async () => {
  const folder = new URL('../../../../../packages/client/', import.meta.url)
  const example = await readFile(new URL('examples/copy-customers.ts', folder), 'utf8')
  expect(await readFile(new URL('README.md', folder), 'utf8')).toContain(`\`\`\`ts\n${example}\`\`\``)
})
