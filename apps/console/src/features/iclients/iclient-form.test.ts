import type { IClient } from '@patchbay/contracts/iclients'
import { describe, expect, it } from 'vitest'
import { changesOf, choiceOf, emptyIClient, faultsOf, isChanged, valuesOf } from './iclient-form.ts'

const at = '2026-01-01T00:00:00.000Z'
const stored: IClient = {
  id: 'icl_1',
  version: 3,
  name: 'Production',
  application: 'lexbizz',
  clientId: 'abc@tenant',
  clientSecretUpdatedAt: at,
  accessTokenTtlMs: null,
  refreshTokenTtlMs: null,
  sandbox: false,
  createdAt: at,
  createdBy: 'usr_1',
  updatedAt: at,
}

it('asks for everything when one is created', () => {
  expect(Object.keys(faultsOf(emptyIClient(''), null))).toEqual([
    'name',
    'application',
    'clientId',
    'clientSecret',
  ])
})

it('asks for no secret when one is changed, and sends none', () => {
  expect(faultsOf(valuesOf(stored), stored)).toEqual({})
  expect(changesOf(3, valuesOf(stored))).not.toHaveProperty('clientSecret')
  expect(changesOf(3, { ...valuesOf(stored), clientSecret: 'new' })).toHaveProperty('clientSecret', 'new')
})

it('tells whether anything was changed', () => {
  expect(isChanged(valuesOf(stored), valuesOf(stored))).toBe(false)
  expect(isChanged({ ...valuesOf(stored), clientSecret: 'x' }, valuesOf(stored))).toBe(true)
})

describe('the lifetimes', () => {
  const exactOnline = { accessTokenTtlMs: 600_000, refreshTokenTtlMs: 2_592_000_000 }

  it('come from the application', () => {
    expect(emptyIClient('exact-online')).toMatchObject(exactOnline)
    expect(choiceOf(emptyIClient(''), 'exact-online')).toMatchObject(exactOnline)
  })

  it('stay as they were typed', () => {
    const typed = { ...emptyIClient('exact-online'), accessTokenTtlMs: 3_599_999 }
    expect(choiceOf(typed, 'certinia')).toEqual({ application: 'certinia' })
  })

  it('are named where they cannot be', () => {
    const values = { ...valuesOf(stored), accessTokenTtlMs: 0, refreshTokenTtlMs: -1 }
    expect(Object.keys(faultsOf(values, stored))).toEqual(['accessTokenTtlMs', 'refreshTokenTtlMs'])
  })
})
