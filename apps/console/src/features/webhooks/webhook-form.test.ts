import { expect, it } from 'vitest'
import { bodyOf, emptyWebhook, faultsOf, withChoice, withEvent } from './webhook-form.ts'

const filled = { ...emptyWebhook, name: 'Pager', url: 'https://pager.example/hooks' }

it('sends what was filled in, for all connections or the chosen ones', () => {
  expect(bodyOf(filled)).toEqual({
    name: 'Pager',
    url: 'https://pager.example/hooks',
    eventTypes: ['connection.offline', 'connection.online'],
    connectionIds: null,
    enabled: true,
  })
  const chosen = withChoice([{ id: 'conn_1', name: 'One' }], { id: 'conn_2', name: 'Two' }, true)
  expect(bodyOf({ ...filled, connections: 'chosen', chosen }).connectionIds).toEqual(['conn_1', 'conn_2'])
})

it('says of each field what is missing', () => {
  const faults = faultsOf({ ...emptyWebhook, eventTypes: [], connections: 'chosen' })
  expect(Object.keys(faults).toSorted()).toEqual(['connectionIds', 'eventTypes', 'name', 'url'])
  expect(faultsOf(filled)).toEqual({})
})

it('keeps the order of the events, whatever the order of the clicks', () => {
  const online = withEvent([], 'connection.online', true)
  expect(withEvent(online, 'connection.offline', true)).toEqual(['connection.offline', 'connection.online'])
})
