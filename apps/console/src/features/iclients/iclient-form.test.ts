import type { IClient } from '@patchbay/contracts/iclients'
import { expect, it } from 'vitest'
import { changesOf, emptyIClient, faultsOf, isChanged, valuesOf } from './iclient-form.ts'

const at = '2026-01-01T00:00:00.000Z'
const stored: IClient = {
  id: 'icl_1',
  version: 3,
  name: 'Production',
  application: 'lexbizz',
  clientId: 'abc@tenant',
  clientSecretUpdatedAt: at,
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
