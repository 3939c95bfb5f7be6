import { findApplication } from '@patchbay/applications/catalogue'
import { lexbizz } from '@patchbay/applications/lexbizz'
import { lightspeed } from '@patchbay/applications/lightspeed'
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

it('names the authentication type, and the settings that lead to another server', () => {
  const retail = emptyValues(lightspeed)
  const shop = (settings: Record<string, string>) => ({
    ...retail,
    settings: { ...retail.settings, ...settings },
  })
  expect(changesThatNeedASignIn(lexbizz, before, { ...before, authType: 'cookie' })).toEqual([
    'authentication type',
    'iClient',
  ])
  expect(
    changesThatNeedASignIn(
      lightspeed,
      shop({ apiType: 'x-series', subdomain: 'one' }),
      shop({ apiType: 'x-series', subdomain: 'two' }),
    ),
  ).toEqual(['Subdomain'])
  const byCookie = { ...before, authType: 'cookie' as const }
  const other = { ...byCookie, settings: { ...byCookie.settings, userName: 'somebody' } }
  expect(changesThatNeedASignIn(lexbizz, byCookie, other)).toEqual(['User name'])
})

it('names what replaces a derived value, and only where it does so', () => {
  const definition = findApplication('lexbizz') ?? lexbizz
  const saved = { ...emptyValues(definition), settings: before.settings }
  const changed = (settings: Record<string, string>) =>
    changesThatNeedASignIn(definition, saved, { ...saved, settings: { ...saved.settings, ...settings } })
  expect(changed({ tokenUrl: 'https://other.example/token', pkce: 'none' })).toEqual(['Token URL', 'PKCE'])
  expect(
    changed({ tokenUrl: 'https://isv.lexbizz.app/identity/connect/token', testUrl: 'https://a.example' }),
  ).toEqual([])
})
