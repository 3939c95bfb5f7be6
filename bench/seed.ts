import { hash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ApiKeyRecord } from '../apps/bff/src/records/api-key.ts'
import { type ConnectionRecord, credentialsContext } from '../apps/bff/src/records/connection.ts'
import { clientSecretContext, type IClientRecord } from '../apps/bff/src/records/iclient.ts'
import { formatFile } from '../apps/bff/src/archive/data-files.ts'
import { currentFormat } from '../apps/bff/src/migrations/record-format.ts'
import { writeRecord } from '../apps/bff/src/stores/json/record-text.ts'
import type { StoredRecord } from '../apps/bff/src/stores/store.ts'
import { loadOrCreateKeyRing } from '../apps/bff/src/vault/key-ring.ts'
import { createVault, type Vault } from '../apps/bff/src/vault/vault.ts'
import { keys, tokenCredentials } from './material.ts'
import { integrationsOf } from './seed-integrations.ts'

export interface SeedOptions {
  readonly connections: number
  /** Of the requests through them, and of their token endpoint. */
  readonly baseUrl?: string
  readonly tokenUrl?: string
  /** The connections are used by so many, evenly. */
  readonly integrations?: number
  /** When the token of the nth ends. */
  readonly expiresAt?: (index: number) => number
}

export interface Seeded {
  readonly dir: string
  readonly ids: readonly string[]
  remove(): void
}

const at = '2026-01-01T00:00:00.000Z'
const iClientId = 'icl_bench'
const words = ['Berlin', 'Hamburg', 'Wien', 'Zürich', 'Utrecht', 'Gent', 'Lyon', 'Porto', 'Graz', 'Basel']

export function connectionId(index: number): string {
  return `conn_bench${String(index).padStart(6, '0')}`
}

function connection(vault: Vault, index: number, options: SeedOptions): ConnectionRecord {
  const { baseUrl = 'http://127.0.0.1:9/', tokenUrl = 'http://127.0.0.1:9/token', expiresAt } = options
  const id = connectionId(index)
  const now = Date.now()
  const end = expiresAt?.(index) ?? now + 12 * 3_600_000
  const credentials = JSON.stringify(tokenCredentials(`refresh-${index}`.padEnd(340, '.')))
  return {
    id,
    version: 1,
    name: `${words[index % words.length]} branch ${index}`,
    application: 'oauth2',
    authType: 'oauth2',
    settings: { tokenUrl, baseUrl, authorizationUrl: tokenUrl },
    scopes: ['read'],
    iClientId,
    advanced: { concurrencyLevel: 25, borrowConcurrencyFrom: null },
    status: 'online',
    statusReason: null,
    token: {
      obtainedAt: new Date(Math.min(now, end - 600_000)).toISOString(),
      expiresAt: new Date(end).toISOString(),
      refreshable: true,
      refreshExpiresAt: null,
      grantedScopes: ['read'],
      facts: {},
    },
    credentials: vault.seal(credentials, credentialsContext(id)),
    lastTest: null,
    lastUsedAt: null,
    createdAt: at,
    createdBy: 'usr_bench',
    updatedAt: at,
  }
}

function iClient(vault: Vault): IClientRecord {
  return {
    id: iClientId,
    version: 1,
    name: 'Bench',
    application: 'oauth2',
    clientId: 'bench',
    clientSecret: vault.seal('bench', clientSecretContext(iClientId)),
    clientSecretUpdatedAt: null,
    sandboxOf: null,
    createdAt: at,
    createdBy: 'usr_bench',
    updatedAt: at,
  }
}

function apiKey(key: string, index: number): ApiKeyRecord {
  return {
    id: `key_${hash('sha256', key, 'base64url')}`,
    version: 1,
    name: `Program ${index}`,
    permissions: ['token', 'proxy', 'read'],
    connectionIds: null,
    hint: 'pb_…',
    expiresAt: null,
    lastUsedAt: null,
    createdAt: at,
    createdBy: 'usr_bench',
  }
}

/** A data folder as it would be after so many connections were made; written without the care that a store takes. */
export async function seed(options: SeedOptions): Promise<Seeded> {
  const dir = mkdtempSync(join(tmpdir(), 'patchbay-bench-'))
  const vault = createVault(await loadOrCreateKeyRing(join(dir, 'keys')))
  writeFileSync(join(dir, formatFile), JSON.stringify({ format: currentFormat }), { mode: 0o600 })
  const write = (collection: string, record: StoredRecord) =>
    writeFileSync(join(dir, collection, `${record.id}.json`), writeRecord(record), { mode: 0o600 })
  for (const collection of ['connections', 'iclients', 'api-keys', 'integrations'])
    mkdirSync(join(dir, collection), { mode: 0o700 })
  write('iclients', iClient(vault))
  for (const [index, key] of keys.entries()) write('api-keys', apiKey(key, index))
  const ids = Array.from({ length: options.connections }, (_, index) => connectionId(index))
  for (let index = 0; index < ids.length; index += 1) write('connections', connection(vault, index, options))
  for (const record of integrationsOf(ids, options.integrations ?? 0)) write('integrations', record)
  return { dir, ids, remove: () => rmSync(dir, { recursive: true, force: true }) }
}
