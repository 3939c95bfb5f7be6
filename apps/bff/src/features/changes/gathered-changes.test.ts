import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { GatheredChanges } from './gathered-changes.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const names = { one: 'connection', many: 'connections' }

function gathering() {
  const sent: string[] = []
  return { sent, gathered: new GatheredChanges(names, (text) => sent.push(text)) }
}

describe('changes', () => {
  it('of one connection in a quarter of a second are one event, with what it is then', () => {
    const { sent, gathered } = gathering()
    gathered.add({ id: 'conn_1', status: 'offline' })
    gathered.add({ id: 'conn_2', status: 'draft' })
    gathered.add({ id: 'conn_1', status: 'online' })
    expect(sent).toEqual([])
    vi.advanceTimersByTime(250)
    expect(sent).toEqual([
      'event: connection\ndata: {"id":"conn_1","status":"online"}\n\n' +
        'event: connection\ndata: {"id":"conn_2","status":"draft"}\n\n',
    ])
    gathered.add({ id: 'conn_1', status: 'deleted' })
    vi.advanceTimersByTime(250)
    expect(sent.at(-1)).toBe('event: connection\ndata: {"id":"conn_1","status":"deleted"}\n\n')
  })

  it.each([
    [100, 100, 'connection'],
    [101, 1, 'connections'],
    [50_000, 1, 'connections'],
  ])('of %i connections at once are %i events of the name %s', (count, events, name) => {
    const { sent, gathered } = gathering()
    for (let number = 0; number < count; number += 1) gathered.add({ id: `conn_${number}`, status: 'online' })
    vi.advanceTimersByTime(250)
    expect(sent).toHaveLength(1)
    expect(sent[0]?.match(/^event: .+$/gm)).toEqual(Array.from({ length: events }, () => `event: ${name}`))
  })
})
