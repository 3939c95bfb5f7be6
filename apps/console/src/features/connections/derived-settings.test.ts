import { findApplication } from '@patchbay/applications/catalogue'
import type { ClientUrls } from '@patchbay/applications/rules/access'
import { describe, expect, it } from 'vitest'
import { derivedSettings } from './derived-settings.ts'
import { emptyValues } from './form-values.ts'

function derived(id: string, settings: Record<string, string>, more: object = {}) {
  const definition = findApplication(id)
  if (definition === undefined) throw new RangeError(id)
  const empty = emptyValues(definition)
  const typed = { ...empty, settings: { ...empty.settings, ...settings }, ...more }
  const { client } = { client: undefined, ...more } as { client: ClientUrls | undefined }
  return derivedSettings(definition, typed, { server: undefined, client })
}

describe('what follows from an application’s own settings', () => {
  it('is every URL of it', () => {
    expect(derived('acumatica', { instanceUri: 'https://erp.example.com/' })).toEqual({
      issuer: 'https://erp.example.com/identity',
      authorizationUrl: 'https://erp.example.com/identity/connect/authorize',
      tokenUrl: 'https://erp.example.com/identity/connect/token',
      revocationUrl: 'https://erp.example.com/identity/connect/revocation',
      clientAuthentication: 'client_secret_post',
      pkce: 'S256',
      scopeSeparator: ' ',
      baseUrl: 'https://erp.example.com/entity/Default/25.200.001',
      testUrl: 'https://erp.example.com/entity/Default/25.200.001/swagger.json',
    })
  })

  it('does not follow what replaces it', () => {
    const settings = {
      instanceUri: 'https://erp.example.com',
      tokenUrl: 'https://other.example',
      pkce: 'none',
    }
    expect(derived('acumatica', settings)).toMatchObject({
      tokenUrl: 'https://erp.example.com/identity/connect/token',
      pkce: 'S256',
    })
  })

  it.each(['', 'not an address'])('has no URL where the address is “%s”', (instanceUri) => {
    expect(derived('acumatica', { instanceUri })).toEqual({
      clientAuthentication: 'client_secret_post',
      pkce: 'S256',
      scopeSeparator: ' ',
    })
  })

  it('has a base and a test, but no endpoints, without OAuth', () => {
    const settings = { instanceUri: 'https://erp.example.com', userName: 'admin' }
    expect(Object.keys(derived('acumatica', settings, { authType: 'cookie' }))).toEqual([
      'baseUrl',
      'testUrl',
    ])
  })

  it('names for whom a JWT is', () => {
    const settings = { flowType: 'jwt-bearer', username: 'me@example.com' }
    expect(derived('certinia', settings, { authType: 'jwt-bearer' })).toMatchObject({
      subject: 'me@example.com',
      audience: 'https://login.salesforce.com',
    })
  })

  it('follows the API type', () => {
    expect(derived('lightspeed', { apiType: 'r-series-v2' })['tokenUrl']).toMatch(/access_token\.php$/)
  })
})

describe('an iClient that says where it is registered', () => {
  const client = { authorizationUrl: null, tokenUrl: 'https://other.example/token' }

  it('replaces the URLs of its application', () => {
    const urls = derived('acumatica', { instanceUri: 'https://erp.example.com' }, { client })
    expect(urls).toMatchObject({
      tokenUrl: 'https://other.example/token',
      authorizationUrl: 'https://erp.example.com/identity/connect/authorize',
    })
    expect(urls).not.toHaveProperty('revocationUrl')
  })

  it('is all that is known of a server that was not asked', () => {
    expect(derived('oauth2', {}, { client })).toEqual({ tokenUrl: 'https://other.example/token' })
  })
})

describe('of the universal application', () => {
  it('nothing follows before its server was asked', () => {
    expect(derived('oauth2', { issuer: 'https://login.example.com' })).toEqual({})
  })
})
