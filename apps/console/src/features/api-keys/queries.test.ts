import { MutationObserver, QueryClient } from '@tanstack/react-query'
import { afterEach, expect, it, vi } from 'vitest'
import { apiKeyMutations } from './queries.ts'

afterEach(() => vi.unstubAllGlobals())

it('no cache keeps the key once its only answer has been read', async () => {
  const created = {
    id: 'key_1',
    name: 'Nightly export',
    permissions: ['token'],
    connectionIds: null,
    hint: 'pb_abcd…',
    expiresAt: null,
    lastUsedAt: null,
    createdAt: '2026-01-01T00:00:00.000Z',
    createdBy: 'usr_1',
    key: 'pb_abcdefgh',
  }
  vi.stubGlobal('fetch', async () => Response.json(created, { status: 201 }))
  const client = new QueryClient()
  const create = new MutationObserver(client, apiKeyMutations.create())
  expect(await create.mutate({ name: created.name, permissions: ['token'] })).toEqual(created)
  create.reset()
  await vi.waitFor(() => expect(client.getMutationCache().getAll()).toEqual([]))
  expect(client.getQueryCache().getAll()).toEqual([])
})
