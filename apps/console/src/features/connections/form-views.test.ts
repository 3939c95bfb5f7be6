import { findApplication } from '@patchbay/applications/catalogue'
import { describe, expect, it } from 'vitest'
import { emptyValues } from './form-values.ts'
import { overriddenFields, viewToShow } from './form-views.ts'

function definitionOf(id: string) {
  const definition = findApplication(id)
  if (definition === undefined) throw new RangeError(id)
  return definition
}

const acumatica = definitionOf('acumatica')
const oauth2 = definitionOf('oauth2')

describe('the view that shows a fault', () => {
  it.each([
    ['an override', 'simple', ['settings.tokenUrl'], 'http'],
    ['a setting of its own', 'http', ['settings.instanceUri'], 'simple'],
    ['what both draw', 'http', ['name', 'scopes', 'iClientId'], null],
    ['one of several that is in sight', 'simple', ['settings.tokenUrl', 'settings.instanceUri'], null],
    ['nothing', 'http', [], null],
  ] as const)('of %s', (_what, open, faulty, shown) => {
    expect(viewToShow(acumatica, open, faulty)).toBe(shown)
  })

  it('is either for what the universal application draws in both', () => {
    for (const path of ['settings.issuer', 'secrets.privateKey', 'settings.dpop']) {
      expect(viewToShow(oauth2, 'simple', [path])).toBeNull()
      expect(viewToShow(oauth2, 'http', [path])).toBeNull()
    }
  })
})

describe('overrides that the Simple view only hints at', () => {
  const { settings, authType } = emptyValues(acumatica)
  const overrides = {
    ...settings,
    tokenUrl: 'half a URL',
    deviceAuthorizationUrl: 'https://a.example',
    dpop: 'on',
  }

  it('are those that count', () => {
    const labels = (type: typeof authType) =>
      overriddenFields(acumatica, { authType: type, settings: overrides }).map(({ name }) => name)
    expect(labels('oauth2')).toEqual(['tokenUrl', 'dpop'])
    expect(labels('cookie')).toEqual([])
    expect(overriddenFields(acumatica, { authType, settings })).toEqual([])
  })

  it('are not those that it draws itself', () => {
    const universal = { ...emptyValues(oauth2).settings, dpop: 'on' }
    expect(overriddenFields(oauth2, { authType: 'oauth2', settings: universal })).toEqual([])
  })
})
