import { acumatica } from '@patchbay/applications/acumatica'
import { offeredAuthTypes } from '@patchbay/applications/rules/auth-types'
import { certinia } from '@patchbay/applications/certinia'
import { exactOnline } from '@patchbay/applications/exact-online'
import { lightspeed } from '@patchbay/applications/lightspeed'
import { oauth2 } from '@patchbay/applications/oauth2'
import type { ApplicationDefinition } from '@patchbay/applications/definition'
import { describe, expect, it } from 'vitest'
import { choosesAuthType, countingIClient, countingScopes, signsInInWindow } from './counting-parts.ts'
import { type ConnectionFormValues, emptyValues } from './form-values.ts'

function typed(
  definition: ApplicationDefinition,
  settings: Record<string, string> = {},
  changes: Partial<ConnectionFormValues> = {},
): ConnectionFormValues {
  const empty = emptyValues(definition)
  return { ...empty, settings: { ...empty.settings, ...settings }, ...changes }
}

describe('the authentication type', () => {
  it.each([
    ['both of Acumatica', acumatica, {}, ['oauth2', 'cookie'], true],
    ['the only one of Exact Online', exactOnline, {}, ['oauth2'], true],
    ['that of R-Series', lightspeed, {}, ['oauth2'], false],
    ['that of C-Series', lightspeed, { apiType: 'c-series' }, ['basic'], false],
    ['that of the flow type', certinia, { flowType: 'jwt-bearer' }, ['jwt-bearer'], false],
  ] as const)('offers %s', (_what, definition, changes, offered, chooses) => {
    const { settings } = typed(definition, changes)
    expect(offeredAuthTypes(definition, settings).map(({ value }) => value)).toEqual(offered)
    expect(choosesAuthType(definition, settings)).toBe(chooses)
  })
})

it.each([
  [acumatica, {}, 'oauth2', true],
  [acumatica, {}, 'cookie', false],
  [lightspeed, { apiType: 'x-series' }, 'oauth2', true],
  [lightspeed, { apiType: 'c-series' }, 'basic', false],
  [certinia, {}, 'oauth2', true],
  [certinia, { flowType: 'jwt-bearer' }, 'jwt-bearer', false],
  [oauth2, {}, 'oauth2', true],
  [oauth2, {}, 'device', false],
  [oauth2, {}, 'client-credentials', false],
] as const)('knows where a window is needed: %#', (definition, settings, authType, inWindow) => {
  expect(signsInInWindow(definition, typed(definition, settings, { authType }))).toBe(inWindow)
})

it('drops the iClient and the scopes that another choice has no use for', () => {
  const changes = { scopes: ['api'], iClientId: 'icl_1' }
  const byOAuth = typed(acumatica, {}, changes)
  expect([countingScopes(acumatica, byOAuth), countingIClient(acumatica, byOAuth)]).toEqual([
    ['api'],
    'icl_1',
  ])
  const byCookie = typed(acumatica, {}, { ...changes, authType: 'cookie' })
  expect([countingScopes(acumatica, byCookie), countingIClient(acumatica, byCookie)]).toEqual([[], null])
})

it('keeps a typed scope, and drops one that another API type has', () => {
  const values = typed(lightspeed, { apiType: 'x-series' }, { scopes: ['employee:all', 'brand:new'] })
  expect(countingScopes(lightspeed, values)).toEqual(['brand:new'])
})
