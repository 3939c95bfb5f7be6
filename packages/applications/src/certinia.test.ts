import { describe, expect, it } from 'vitest'
import { certinia } from './certinia.ts'

const production = { accountType: 'production', flowType: 'refresh-token' }
const at = (instance_url: string, settings: Record<string, string> = production) =>
  certinia.baseUrl(settings, { instance_url })

describe('requests to Certinia', () => {
  it.each([
    'https://acme.my.salesforce.com',
    'https://acme--test.sandbox.my.salesforce.com',
    'https://na1.salesforce.com',
    'https://acme.my.salesforce.mil',
  ])('go where the token answer says: %s', (instance) => {
    expect(at(instance)).toBe(instance)
    expect(at(`${instance}/`)).toBe(instance)
  })

  it.each([
    'http://acme.my.salesforce.com',
    'https://evil.example',
    'https://salesforce.com.evil.example',
    'https://evilsalesforce.com',
    'https://acme.my.salesforce.com@evil.example',
    'https://169.254.169.254',
    'acme.my.salesforce.com',
    '',
  ])('do not follow a token answer to %j', (instance) => {
    expect(at(instance)).toBe('https://login.salesforce.com')
  })

  it('go to the origin that was set in place of Salesforce', () => {
    const settings = { ...production, server: 'http://127.0.0.1:4610/certinia' }
    expect(at('http://127.0.0.1:4610/certinia-org', settings)).toBe('http://127.0.0.1:4610/certinia-org')
    expect(at('http://127.0.0.1:4611/other', settings)).toBe('http://127.0.0.1:4610/certinia')
  })
})

describe('sign-ins at Certinia', () => {
  it.each([
    [{ accountType: 'production' }, 'https://login.salesforce.com'],
    [{ accountType: 'sandbox' }, 'https://test.salesforce.com'],
    [{ accountType: 'my-domain', myDomain: 'acme' }, 'https://acme.my.salesforce.com'],
    [
      { accountType: 'my-domain', myDomain: 'acme--test.sandbox' },
      'https://acme--test.sandbox.my.salesforce.com',
    ],
  ])('of %j are at %s, and assertions are for it', (account, server) => {
    const settings = { ...account, flowType: 'jwt-bearer', username: 'me@acme.example' }
    const { oauth } = certinia.access({ authType: 'jwt-bearer', settings, facts: {} })
    expect(oauth.endpoints.tokenUrl).toBe(`${server}/services/oauth2/token`)
    expect(oauth.assertion).toMatchObject({ subject: 'me@acme.example', audience: server })
    expect(oauth.assertion?.lifetimeS).toBeLessThanOrEqual(180)
  })
})
