import { describe, expect, it } from 'vitest'
import { acumatica } from '../acumatica.ts'
import { certinia } from '../certinia.ts'
import type { ApplicationDefinition } from '../definition.ts'
import { exactOnline } from '../exact-online.ts'
import { lightspeed } from '../lightspeed.ts'
import { clientPresets, presetFault, presetOf, usualOAuth } from './client-presets.ts'
import { missingSecretFault } from './client-secret.ts'

const oauth2 = (settings: Record<string, string>) => ({ authType: 'oauth2', settings })

describe('the presets of an application', () => {
  it('are the addresses of each country', () => {
    const presets = clientPresets(exactOnline)
    expect(presets.map(({ label }) => label).slice(0, 2)).toEqual(['Netherlands', 'Belgium'])
    expect(presets[1]).toEqual({
      label: 'Belgium',
      authorizationUrl: 'https://start.exactonline.be/api/oauth2/auth',
      tokenUrl: 'https://start.exactonline.be/api/oauth2/token',
    })
    expect(new Set(presets.map(({ tokenUrl }) => tokenUrl)).size).toBe(presets.length)
  })

  it('leave out what every account has of its own', () => {
    const [v3, v2, x] = clientPresets(lightspeed)
    expect(v3?.tokenUrl).toBe('https://cloud.lightspeedapp.com/auth/oauth/token')
    expect(v2?.tokenUrl).toBe('https://cloud.lightspeedapp.com/oauth/access_token.php')
    expect(x).toEqual({
      label: 'Retail (X-Series)',
      authorizationUrl: 'https://secure.retail.lightspeed.app/connect',
      tokenUrl: null,
    })
  })

  it('are none where addresses are the account’s own', () => {
    expect(clientPresets(acumatica)).toEqual([])
    expect(usualOAuth(acumatica)?.grant).toBe('authorization-code')
  })
})

describe('the preset of a connection', () => {
  const xSeries = oauth2({ apiType: 'x-series', subdomain: 'shop' })
  const myDomain = oauth2({ accountType: 'my-domain', myDomain: 'acme', flowType: 'refresh-token' })
  const sandbox = oauth2({ accountType: 'sandbox', flowType: 'refresh-token' })
  it.each<[ApplicationDefinition, ReturnType<typeof oauth2>, string | undefined]>([
    [exactOnline, oauth2({ country: 'uk' }), 'United Kingdom'],
    [lightspeed, xSeries, 'Retail (X-Series)'],
    [lightspeed, { authType: 'basic', settings: { apiType: 'c-series' } }, undefined],
    [certinia, sandbox, 'Sandbox'],
    [exactOnline, oauth2({ country: 'nl', tokenUrl: 'https://proxy.example.com/token' }), undefined],
    [exactOnline, oauth2({ country: 'nl', server: 'https://proxy.example.com' }), undefined],
    [certinia, myDomain, undefined],
    [acumatica, oauth2({ instanceUri: 'https://erp.example.com' }), undefined],
  ])('is where it signs in', (definition, connecting, label) => {
    expect(presetOf(definition, connecting)?.label).toBe(label)
  })
})

describe('an iClient of one place', () => {
  const tokenUrl = 'https://start.exactonline.nl/api/oauth2/token'

  it('cannot serve a connection that leads to another', () => {
    expect(presetFault(exactOnline, oauth2({ country: 'be' }), { tokenUrl })).toBe(
      'This iClient is registered at Exact Online Netherlands, but the connection leads to Belgium. ' +
        'Choose an iClient of the same country, or change the country.',
    )
    const v3 = { tokenUrl: 'https://cloud.lightspeedapp.com/auth/oauth/token' }
    const xSeries = oauth2({ apiType: 'x-series', subdomain: 'shop' })
    expect(presetFault(lightspeed, xSeries, v3)).toMatch(/leads to Retail \(X-Series\).*same API type,/)
  })

  it.each([
    ['of the same', { tokenUrl }],
    ['with no token URL', { tokenUrl: null }],
    ['from before there were any', {}],
    ['with a token URL of its own', { tokenUrl: 'https://proxy.example.com/token' }],
  ])('%s can', (_what, iClient) => {
    expect(presetFault(exactOnline, oauth2({ country: 'nl' }), iClient)).toBeNull()
  })
})

describe('the client secret', () => {
  it('is needed unless the application says otherwise', () => {
    const optional = { ...acumatica, iClient: { secretOptional: true } } satisfies ApplicationDefinition
    expect(missingSecretFault(acumatica)).toBe('Write the client secret.')
    expect(missingSecretFault(undefined)).toBe('Write the client secret.')
    expect(missingSecretFault(optional)).toBeNull()
  })
})
