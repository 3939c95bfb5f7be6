import { createConnection, listConnections } from '@patchbay/contracts/connections'
import { createIClient, listIClients } from '@patchbay/contracts/iclients'
import { listEvents } from '@patchbay/contracts/events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiClient, CallInput } from '../../testing/api-client.ts'
import { authorizeAt, draftAt } from '../../testing/connecting.ts'
import { type OddServer, startOddServer } from '../../testing/odd-server.ts'
import { startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'

let patchbay: TestPatchbay
let odd: OddServer
let api: ApiClient

const drafts = ['alpha Berlin', 'Bravo Berlin', 'charlie Hamburg', 'Delta Köln', 'écho Köln']

beforeAll(async () => {
  patchbay = await startTestPatchbay()
  odd = await startOddServer()
  api = await patchbay.signedIn()
  for (const [index, name] of drafts.entries()) {
    const application = index % 2 === 0 ? 'acumatica' : 'lexbizz'
    const settings = { instanceUri: 'https://example.acumatica.com' }
    await api.ok(createConnection, { body: { name, application, authType: 'oauth2', settings } })
  }
  await authorizeAt(api, await draftAt(api, odd, { name: 'Foxtrot online' }))
})
afterAll(() => Promise.all([patchbay.stop(), odd.stop()]))

async function names(query: CallInput['query'] = {}): Promise<string[]> {
  return (await api.ok(listConnections, { query })).items.map(({ name }) => name)
}

const all = [...drafts, 'Foxtrot online']

describe('the list of connections', () => {
  it('requires sign-in', async () => {
    expect(await patchbay.visitor().refused(listConnections)).toMatchObject({ status: 401 })
  })

  it('is sorted by name, whatever the case or the accents, and says how many there are', async () => {
    const list = await api.ok(listConnections)
    expect(list.items.map(({ name }) => name)).toEqual(all)
    expect(list).toMatchObject({ total: 6, nextCursor: null })
  })

  it.each([
    ['-name', all.toReversed()],
    ['createdAt', all],
    ['-createdAt', all.toReversed()],
  ])('is sorted by %s on demand', async (sort, expected) => {
    expect(await names({ sort })).toEqual(expected)
  })

  it('sorts what was never used last', async () => {
    expect((await names({ sort: 'lastUsedAt' }))[0]).toBe('Foxtrot online')
    expect((await names({ sort: '-lastUsedAt' }))[0]).toBe('Foxtrot online')
  })

  it.each([
    [{ q: 'berlin' }, ['alpha Berlin', 'Bravo Berlin']],
    [{ q: 'BERLIN br' }, ['Bravo Berlin']],
    [{ q: 'köln' }, ['Delta Köln', 'écho Köln']],
    [{ q: '  ' }, all],
    [{ q: 'nowhere' }, []],
    [{ application: 'lexbizz' }, ['Bravo Berlin', 'Delta Köln']],
    [{ status: 'online' }, ['Foxtrot online']],
    [{ status: 'draft', application: 'acumatica', q: 'hamburg' }, ['charlie Hamburg']],
    [{ application: 'nope' }, []],
  ])('by %j finds what fits', async (query, expected) => {
    const list = await api.ok(listConnections, { query })
    expect(list.items.map(({ name }) => name)).toEqual(expected)
    expect(list.total).toBe(expected.length)
  })

  it.each(['name', '-name', 'createdAt', 'lastUsedAt', '-status'])(
    'by %s comes in pages, each once',
    async (sort) => {
      const seen: string[] = []
      let cursor: string | null = null
      do {
        const query: Record<string, string | number> = {
          sort,
          limit: 2,
          ...(cursor === null ? {} : { cursor }),
        }
        const page: { items: { name: string }[]; nextCursor: string | null; total: number } = await api.ok(
          listConnections,
          { query },
        )
        expect(page.total).toBe(6)
        seen.push(...page.items.map(({ name }) => name))
        cursor = page.nextCursor
      } while (cursor !== null)
      expect(seen).toHaveLength(6)
      expect(new Set(seen)).toEqual(new Set(all))
    },
  )

  it('carries no secret', async () => {
    const { text } = await api.call(listConnections)
    expect(text).not.toMatch(/sealed|odd-access|odd-refresh|odd-client-secret|credentials/)
  })

  it.each([
    ['an unknown member', { page: 2 }, 400, 'page'],
    ['a limit of 0', { limit: 0 }, 422, 'limit'],
    ['a limit of 201', { limit: 201 }, 422, 'limit'],
    ['a limit that is no number', { limit: 'many' }, 422, 'limit'],
    ['an unknown status', { status: 'lost' }, 422, 'status'],
    ['an unknown sort', { sort: 'credentials' }, 422, 'sort'],
    ['a cursor that is none', { cursor: 'abc' }, 422, 'cursor'],
    ['a cursor with a dot', { cursor: 'abc.def' }, 422, 'cursor'],
  ])('with %s is refused', async (_what, query, status, path) => {
    const { problem } = await api.refused(listConnections, { query })
    expect(problem).toMatchObject({ status, errors: [{ path }] })
  })

  it('with a cursor that was changed is refused', async () => {
    const { nextCursor } = await api.ok(listConnections, { query: { limit: 2 } })
    const [position = '', mac = ''] = (nextCursor ?? '').split('.')
    const other = Buffer.from(Buffer.from(position, 'base64url').toString().replace('asc', 'desc'))
    for (const cursor of [
      `${position}x.${mac}`,
      `${other.toString('base64url')}x.${mac}`,
      `${position}.${mac}A`,
    ]) {
      const { problem } = await api.refused(listConnections, { query: { cursor } })
      expect(problem).toMatchObject({ status: 422, errors: [{ path: 'cursor' }] })
    }
  })

  it('with a cursor of another order or another list is refused', async () => {
    await api.ok(createIClient, {
      body: { name: 'Another', application: 'acumatica', clientId: 'x', clientSecret: 'y' },
    })
    const byName = (await api.ok(listConnections, { query: { limit: 1 } })).nextCursor ?? ''
    const events = (await api.ok(listEvents, { query: { limit: 1 } })).nextCursor ?? ''
    const inOtherOrder = await api.refused(listConnections, { query: { cursor: byName, sort: '-name' } })
    expect(inOtherOrder.problem).toMatchObject({ status: 422, errors: [{ path: 'cursor' }] })
    const fromEvents = await api.refused(listIClients, { query: { cursor: events } })
    expect(fromEvents.problem).toMatchObject({ status: 422, errors: [{ path: 'cursor' }] })
  })
})
