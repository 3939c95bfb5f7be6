import { describe, expect, it } from 'vitest'
import {
  type ApiKeyFormValues,
  bodyOf,
  emptyApiKey,
  faultsOf,
  withChoice,
  withPermission,
} from './api-key-form.ts'

const till: ApiKeyFormValues = {
  name: 'Nightly export',
  permissions: ['token'],
  connections: 'chosen',
  chosen: [{ id: 'conn_1', name: 'lexbizz' }],
  expires: 'on',
  lastDay: '2030-01-31',
}

it('is sent with what was chosen, to the end of the last day', () => {
  expect(bodyOf(till)).toEqual({
    name: 'Nightly export',
    permissions: ['token'],
    connectionIds: ['conn_1'],
    expiresAt: '2030-01-31T23:59:59.999Z',
  })
  expect(faultsOf(till)).toEqual({})
})

it('is sent without what was chosen before all were allowed', () => {
  expect(bodyOf({ ...till, connections: 'all', expires: 'never' })).toMatchObject({
    connectionIds: null,
    expiresAt: null,
  })
})

it('asks for what is missing, field by field, in the words of the server', () => {
  expect(faultsOf({ ...emptyApiKey, connections: 'chosen', expires: 'on' })).toEqual({
    name: 'Write a name.',
    permissions: 'Choose at least one permission.',
    connectionIds: 'Choose at least one connection, or allow all.',
    expiresAt: 'Choose a date, or Never.',
  })
})

describe('what is ticked', () => {
  it('keeps the order of what is offered', () => {
    expect(withPermission({ ...till, permissions: ['read'] }, 'token', true)).toEqual(['token', 'read'])
    expect(withPermission({ ...till, permissions: ['token', 'read'] }, 'read', false)).toEqual(['token'])
  })

  it('is there once', () => {
    const other = { id: 'conn_2', name: 'Acumatica' }
    expect(withChoice(withChoice(till.chosen, other, true), other, true)).toEqual([...till.chosen, other])
    expect(withChoice(till.chosen, { id: 'conn_1', name: 'renamed' }, false)).toEqual([])
  })
})
