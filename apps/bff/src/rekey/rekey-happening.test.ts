import { expect, it } from 'vitest'
import { VaultError } from '../vault/vault-error.ts'
import { notRekeyed, rekeyed } from './rekey-happening.ts'

const ids = (...each: string[]) => new Set(each)
const whole = { resealed: 3, unopened: [], keysBefore: ids('old', 'young'), keysInUse: ids('young') }
const there = { aborted: false }

it('a rotation is told by the ids of the keys, and is no success where it is not whole', () => {
  const changes = [
    { member: 'sealedWith', before: ['old', 'young'], after: ['young'] },
    { member: 'resealed', before: null, after: 3 },
  ]
  expect(rekeyed(whole, there)).toEqual({ action: 'data.rekeyed', code: null, target: null, changes })
  expect(rekeyed(whole, { aborted: true })).toMatchObject({ code: 'interrupted', changes })
  const unopened = ['iclients/icl_1']
  expect(rekeyed({ ...whole, unopened }, there)).toMatchObject({
    code: 'unopened',
    changes: [...changes, { member: 'unopened', before: null, after: unopened }],
  })
})

it('one that failed is told by its code, whoever named it', () => {
  expect(notRekeyed(new VaultError('missing_keys', 'told elsewhere'))).toMatchObject({ code: 'missing_keys' })
  expect(notRekeyed(new TypeError('inner'))).toMatchObject({ code: 'failed' })
})
