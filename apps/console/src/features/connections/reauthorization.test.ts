import { lexbizz } from '@patchbay/applications/lexbizz'
import { expect, it } from 'vitest'
import { emptyValues } from './form-values.ts'
import { changesThatNeedASignIn } from './reauthorization.ts'

const empty = emptyValues(lexbizz)
const before = {
  ...empty,
  settings: { ...empty.settings, instanceUri: 'https://isv.lexbizz.app' },
  usesIClient: true,
  iClientId: 'icl_1',
}

it('names what the token depends on', () => {
  const after = {
    ...before,
    settings: { ...before.settings, instanceUri: 'https://other.lexbizz.app' },
    scopes: ['api'],
    usesIClient: false,
  }
  expect(changesThatNeedASignIn(lexbizz, before, after)).toEqual(['Instance URI', 'scopes', 'iClient'])
})

it('lets another spelling of the same stand', () => {
  const after = {
    ...before,
    name: 'Renamed',
    settings: { ...before.settings, instanceUri: 'https://ISV.lexbizz.app/', endpointVersion: '22.200.001' },
    scopes: before.scopes.toReversed(),
  }
  expect(changesThatNeedASignIn(lexbizz, before, after)).toEqual([])
})
