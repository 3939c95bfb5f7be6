import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createAgent } from '@patchbay/contracts/agents'
import {
  type Configuration,
  exportConfiguration,
  type ImportItem,
  importConfiguration,
} from '@patchbay/contracts/configuration'
import { createConnection, getConnection, listConnections } from '@patchbay/contracts/connections'
import { listEvents } from '@patchbay/contracts/events'
import { createIClient, listIClients } from '@patchbay/contracts/iclients'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ApiClient } from '../../testing/api-client.ts'
import { draftAtSandbox } from '../../testing/connecting.ts'
import { startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'

let [from, to]: TestPatchbay[] = []
let source: ApiClient
let target: ApiClient
beforeEach(async () => {
  ;[from, to] = await Promise.all([startTestPatchbay(), startTestPatchbay()])
  source = await from.signedIn()
  target = await to.signedIn()
})
afterEach(() => Promise.all([from?.stop(), to?.stop()]))

const secret = 'only-in-this-test'
const uri = 'https://127.0.0.1:9/erp'

/** Connections that refer to an iClient, an agent and each other. */
async function fill(api: ApiClient): Promise<void> {
  const client = { name: 'ERP client', application: 'acumatica', clientId: 'c-1', clientSecret: secret }
  const { id: iClientId } = await api.ok(createIClient, { body: { ...client, accessTokenTtlMs: 60_000 } })
  const { id: agentId } = await api.ok(createAgent, { body: { name: 'Warehouse' } })
  const common = {
    application: 'acumatica',
    authType: 'oauth2',
    scopes: ['api', 'offline_access'],
    iClientId,
  }
  const lender = { ...common, name: 'zz lender', settings: { instanceUri: uri } }
  const { id } = await api.ok(createConnection, { body: lender })
  const behind = { mode: 'on-premise', agentId, instanceUri: 'https://127.0.0.1:9/erp' }
  const advanced = { concurrencyLevel: 3, borrowConcurrencyFrom: id }
  await api.ok(createConnection, { body: { ...common, name: 'borrower', settings: behind, advanced } })
  const key = {
    authType: 'basic',
    settings: { apiType: 'c-series' },
    secrets: { apiKey: secret, apiSecret: secret },
  }
  await api.ok(createConnection, { body: { name: 'shop', application: 'lightspeed', ...key } })
}

const exported = (api: ApiClient): Promise<Configuration> => api.ok(exportConfiguration)

async function importInto(api: ApiClient, document: object, dryRun: boolean) {
  const { items } = await api.ok(importConfiguration, { body: { document, dryRun } })
  return new Map(items.map((item) => [item.name, item]))
}

const outcomes = (items: ReadonlyMap<string, ImportItem>) =>
  Object.fromEntries([...items].map(([name, { outcome }]) => [name, outcome]))

/** All records but those that reading alone writes. */
async function recordsIn(dir: string): Promise<Map<string, string>> {
  const files = (await readdir(dir, { recursive: true })).filter((name) => /^[a-z-]+\/.+\.json$/.test(name))
  const kept = files.filter((name) => !name.startsWith('sessions/'))
  return new Map(
    await Promise.all(kept.map(async (name) => [name, await readFile(join(dir, name), 'utf8')] as const)),
  )
}

describe('an export', () => {
  it('names what is referred to, holds no secret, and nothing of the sandbox', async () => {
    await fill(source)
    await from?.restart({ PATCHBAY_SANDBOX: 'on', PATCHBAY_SANDBOX_PORT: '0' })
    await draftAtSandbox(source)
    const document = await exported(source)
    expect(document.iClients).toMatchObject([{ name: 'ERP client', clientId: 'c-1', hasSecret: true }])
    expect(document.connections.map(({ name }) => name)).toEqual(['borrower', 'shop', 'zz lender'])
    const [borrower] = document.connections
    expect(borrower).toMatchObject({
      iClient: 'ERP client',
      agent: 'Warehouse',
      borrowConcurrencyFrom: 'zz lender',
    })
    const text = JSON.stringify(document)
    expect(text).not.toContain(secret)
    expect(text).not.toMatch(/sealed|"id"|(?:conn|icl|agt)_/)
  })
})

describe('an import', () => {
  it('as a dry run says what it would do, and changes nothing', async () => {
    await fill(source)
    await target.ok(createAgent, { body: { name: 'Warehouse' } })
    const before = await recordsIn(to?.dir ?? '')
    const items = await importInto(target, await exported(source), true)
    expect(outcomes(items)).toEqual({
      'ERP client': 'create',
      borrower: 'create',
      shop: 'create',
      'zz lender': 'create',
    })
    expect(items.get('ERP client')?.missing).toEqual(['Client secret'])
    expect(items.get('shop')?.missing).toEqual(['API key', 'API secret'])
    expect(await recordsIn(to?.dir ?? '')).toEqual(before)
    const { items: events } = await target.ok(listEvents)
    expect(events.map(({ action }) => action)).not.toContain('configuration.imported')
  })

  it('makes drafts of what is not there, and is the same the second time', async () => {
    await fill(source)
    await target.ok(createAgent, { body: { name: 'warehouse' } })
    const document = await exported(source)
    expect(outcomes(await importInto(target, document, false))).toEqual(
      outcomes(await importInto(source, document, true).then(asCreated)),
    )
    const { items } = await target.ok(listConnections, { query: {} })
    expect(items.map(({ name, status }) => [name, status])).toEqual([
      ['borrower', 'draft'],
      ['shop', 'draft'],
      ['zz lender', 'draft'],
    ])
    const again = await exported(target)
    expect(again.connections).toEqual(
      document.connections.map((each) => (each.agent === null ? each : { ...each, agent: 'warehouse' })),
    )
    expect(again.iClients).toEqual(document.iClients.map((each) => ({ ...each, hasSecret: false })))
    const second = await importInto(target, again, false)
    expect(new Set([...second.values()].map(({ outcome }) => outcome))).toEqual(new Set(['same']))
    const { items: events } = await target.ok(listEvents)
    expect(events.map(({ action }) => action)).toEqual(
      expect.arrayContaining([
        'configuration.imported',
        'iclient.created',
        'connection.created',
        'configuration.exported',
      ]),
    )
  })

  it('changes what differs, and keeps what was never moved', async () => {
    await fill(source)
    const document = await exported(source)
    const [, shop, lender] = document.connections
    const changed = {
      ...document,
      iClients: document.iClients.map((each) => ({ ...each, accessTokenTtlMs: 1 })),
      connections: [
        {
          ...lender,
          settings: { ...lender?.settings, instanceUri: `${uri}2` },
          scopes: ['offline_access', 'api'],
        },
        // Names count as one whatever their case.
        { ...shop, name: 'SHOP', concurrencyLevel: 1 },
      ],
    }
    for (const dryRun of [true, false]) {
      const items = await importInto(source, changed, dryRun)
      expect(items.get('ERP client')).toMatchObject({ outcome: 'change', changes: ['accessTokenTtlMs'] })
      expect(items.get('zz lender')).toMatchObject({ outcome: 'change', changes: ['settings.instanceUri'] })
      expect(items.get('SHOP')).toMatchObject({
        outcome: 'change',
        changes: ['concurrencyLevel'],
        missing: [],
      })
    }
    const { items } = await source.ok(listConnections, { query: { q: 'shop' } })
    const stored = await source.ok(getConnection, { params: { id: items[0]?.id ?? '' } })
    expect(stored).toMatchObject({
      storedSecrets: ['apiKey', 'apiSecret'],
      advanced: { concurrencyLevel: 1 },
    })
    const { items: events } = await source.ok(listEvents, { query: { action: 'connection.updated' } })
    expect(new Map(events.map(({ target: on, changes }) => [on?.name, changes]))).toEqual(
      new Map([
        ['shop', [{ member: 'concurrencyLevel', before: 5, after: 1 }]],
        [
          'zz lender',
          [
            { member: 'settings.instanceUri', before: uri, after: `${uri}2` },
            { member: 'scopes', before: ['api', 'offline_access'], after: ['offline_access', 'api'] },
          ],
        ],
      ]),
    )
    const clients = await source.ok(listIClients, { query: { q: 'ERP' } })
    expect(clients.items[0]?.clientSecretUpdatedAt).not.toBeNull()
  })

  it('leaves alone what does not fit, and says why', async () => {
    await fill(source)
    const document = await exported(source)
    const client = { name: 'ERP client', application: 'acumatica', clientId: 'other', clientSecret: secret }
    await target.ok(createIClient, { body: client })
    const own = { name: 'Shop', application: 'acumatica', authType: 'oauth2', settings: { instanceUri: uri } }
    await target.ok(createConnection, { body: { ...own, scopes: ['api'] } })
    const odd = { ...document.connections[2], name: 'odd', settings: { instanceUri: 'http://10.0.0.1' } }
    const twice = { ...document.connections[2], name: 'twice' }
    const connections = [...document.connections, odd, twice, { ...twice, name: 'TWICE' }]
    for (const dryRun of [true, false]) {
      const items = await importInto(target, { ...document, connections }, dryRun)
      expect(Object.fromEntries([...items].map(([name, { reason }]) => [name, reason]))).toEqual({
        'ERP client': 'It has another client ID here, which is kept with its secret.',
        borrower: 'There is no agent “Warehouse” here. Create it first.',
        shop: 'A connection of this name belongs to another application. Rename one of them.',
        'zz lender': null,
        odd: expect.stringMatching(/^settings\.instanceUri: /),
        twice: 'The file has several connections of this name.',
        TWICE: 'The file has several connections of this name.',
      })
    }
    const { items } = await target.ok(listIClients)
    expect(items).toMatchObject([{ name: 'ERP client', clientId: 'other', usedBy: 1 }])
  })

  it('may be large, and of no other kind', async () => {
    const document = await exported(source)
    const iClients = Array.from({ length: 2_000 }, (_, index) => ({
      name: `client ${index} ${'x'.repeat(100)}`,
      application: 'acumatica',
      clientId: String(index),
      hasSecret: true,
    }))
    const items = await importInto(target, { ...document, iClients }, true)
    expect(items.size).toBe(2_000)
    const other = await target.refused(importConfiguration, {
      body: { document: { ...document, kind: 'other' }, dryRun: true },
    })
    expect(other).toMatchObject({ status: 422, code: 'invalid_value' })
  })
})

function asCreated(items: ReadonlyMap<string, ImportItem>): Map<string, ImportItem> {
  return new Map([...items].map(([name, item]) => [name, { ...item, outcome: 'create' as const }]))
}
