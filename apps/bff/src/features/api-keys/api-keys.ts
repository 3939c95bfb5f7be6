import { hash } from 'node:crypto'
import { apiKeyPrefix, type createApiKeyBody } from '@patchbay/contracts/api-keys'
import type * as z from 'zod'
import type { Deps } from '../../deps.ts'
import type { KeyCaller } from '../../http/caller.ts'
import { invalidValue, notFound } from '../../http/http-problem.ts'
import { randomToken } from '../../new-id.ts'
import type { ApiKeyRecord } from '../../records/api-key.ts'
import { modify } from '../../records/modify.ts'
import { withUses } from '../../records/uses-lock.ts'

type KeyDeps = Pick<Deps, 'records' | 'store'>

/** Its use is written down at most this often. */
const touchEveryMs = 60_000
const hintLength = apiKeyPrefix.length + 4

function recordId(key: string): string {
  return `key_${hash('sha256', key, 'base64url')}`
}

async function requireConnections({ records }: KeyDeps, ids: readonly string[]): Promise<void> {
  for (const [at, id] of ids.entries()) {
    if ((await records.connections.get(id)) === null) {
      throw invalidValue(`connectionIds.${at}`, `There is no connection “${id}”. It may have been deleted.`)
    }
  }
}

/** A new key; it is answered here and nowhere else. @throws HttpProblem `invalid_value`; StoreError `name_taken` */
export async function createApiKey(
  deps: KeyDeps,
  body: z.output<typeof createApiKeyBody>,
  userId: string,
): Promise<{ key: string; record: ApiKeyRecord }> {
  const { name, permissions, connectionIds } = body
  const now = Date.now()
  const expiresAt = body.expiresAt === null ? null : new Date(body.expiresAt).toISOString()
  if (expiresAt !== null && Date.parse(expiresAt) <= now) {
    throw invalidValue(
      'expiresAt',
      'This time is past. Write one that is to come, or leave it out for never.',
    )
  }
  const key = apiKeyPrefix + randomToken()
  const record = await withUses(deps.store, connectionIds ?? [], async () => {
    await requireConnections(deps, connectionIds ?? [])
    return deps.records.apiKeys.insert({
      id: recordId(key),
      name,
      permissions: [...new Set(permissions)],
      connectionIds: connectionIds === null ? null : [...new Set(connectionIds)],
      hint: `${key.slice(0, hintLength)}…`,
      expiresAt,
      lastUsedAt: null,
      createdAt: new Date(now).toISOString(),
      createdBy: userId,
    })
  })
  return { key, record }
}

export async function revokeApiKey({ records }: Pick<Deps, 'records'>, id: string): Promise<void> {
  if ((await records.apiKeys.take(id)) === null) throw notFound('API key')
}

function touch({ records }: Pick<Deps, 'records'>, { id, lastUsedAt }: ApiKeyRecord, now: number): void {
  if (lastUsedAt !== null && now - Date.parse(lastUsedAt) < touchEveryMs) return
  // Nobody waits for it, and a key that was revoked meanwhile stays so.
  void modify<ApiKeyRecord>(records.apiKeys, id, (current) => ({
    ...current,
    lastUsedAt: new Date(now).toISOString(),
  })).catch(() => null)
}

/** A record is frozen and replaced when it changes, so what was made of it stays true. */
const callers = new WeakMap<ApiKeyRecord, KeyCaller>()

function callerOf(record: ApiKeyRecord): KeyCaller {
  const known = callers.get(record)
  if (known !== undefined) return known
  const { id, name, permissions, connectionIds } = record
  const connections = connectionIds === null ? null : new Set(connectionIds)
  const caller: KeyCaller = {
    kind: 'key',
    userId: id,
    userName: name,
    permissions,
    connectionIds: connections,
  }
  callers.set(record, caller)
  return caller
}

/** Who a key stands for; null where it was revoked, has expired or never was. */
export async function findApiKey(deps: Pick<Deps, 'records'>, key: string): Promise<KeyCaller | null> {
  if (!key.startsWith(apiKeyPrefix)) return null
  const record = await deps.records.apiKeys.get(recordId(key))
  const now = Date.now()
  if (record === null || (record.expiresAt !== null && Date.parse(record.expiresAt) <= now)) return null
  touch(deps, record, now)
  return callerOf(record)
}
