import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ConnectionRefresher } from './refresh-connections.ts'

let client: QueryClient
let refresher: ConnectionRefresher
const reads: string[] = []

function watch(...queryKey: string[]): void {
  const read = async () => reads.push(queryKey.join(' '))
  new QueryObserver(client, { queryKey, queryFn: read }).subscribe(() => {})
}

beforeEach(async () => {
  vi.useFakeTimers()
  vi.stubGlobal('document', { hidden: false })
  client = new QueryClient()
  refresher = new ConnectionRefresher(client)
  watch('connections', 'list')
  watch('connections', 'detail', 'conn_1')
  watch('connections', 'events', 'conn_2')
  watch('connections', 'count')
  watch('agents', 'list')
  watch('iclients', 'list')
  watch('integrations', 'flows', 'int_1')
  await vi.advanceTimersByTimeAsync(0)
  reads.length = 0
})
afterEach(() => {
  refresher.stop()
  client.clear()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

it('reads the lists again, and of the connections only the one that changed', async () => {
  refresher.note({ id: 'conn_1', status: 'offline' })
  await vi.advanceTimersByTimeAsync(0)
  expect(reads).toEqual([
    'connections list',
    'connections detail conn_1',
    'connections count',
    'integrations flows int_1',
  ])
})

it('reads everything of connections again where much was missed', async () => {
  refresher.note(null)
  await vi.advanceTimersByTimeAsync(0)
  expect(reads).toEqual([
    'agents list',
    'connections list',
    'connections detail conn_1',
    'connections events conn_2',
    'connections count',
    'integrations flows int_1',
  ])
})

it('leaves the page of a deleted connection as it is', async () => {
  refresher.note({ id: 'conn_1', status: 'deleted' })
  await vi.advanceTimersByTimeAsync(0)
  expect(reads).toEqual(['connections list', 'connections count', 'integrations flows int_1'])
})

it('reads agents again where some came or went, and of connections what shows them', async () => {
  refresher.note('agents')
  await vi.advanceTimersByTimeAsync(0)
  expect(reads).toEqual(['agents list', 'connections list', 'connections detail conn_1'])
})

it('reads every two seconds at most, though a hundred change each second', async () => {
  for (let tick = 0; tick < 500; tick += 1) {
    refresher.note({ id: `conn_${tick % 7}`, status: 'online' })
    await vi.advanceTimersByTimeAsync(10)
  }
  await vi.advanceTimersByTimeAsync(10_000)
  expect(reads.filter((each) => each === 'connections list')).toHaveLength(4)
})

it('reads nothing on a hidden page until it is looked at', async () => {
  vi.stubGlobal('document', { hidden: true })
  refresher.note(null)
  await vi.advanceTimersByTimeAsync(5_000)
  expect(reads).toEqual([])
  expect(client.getQueryState(['connections', 'list'])?.isInvalidated).toBe(true)
  expect(client.getQueryState(['iclients', 'list'])?.isInvalidated).toBe(false)
})
