import type { IClient } from '@patchbay/contracts/iclients'
import { describe, expect, it } from 'vitest'
import { bodyOf, changesOf, choiceOf, emptyIClient, faultsOf, valuesOf } from './iclient-form.ts'

const at = '2026-01-01T00:00:00.000Z'
const stored: IClient = {
  id: 'icl_1',
  version: 3,
  name: 'Production',
  application: 'lexbizz',
  clientId: 'abc@tenant',
  clientSecretUpdatedAt: at,
  authorizationUrl: null,
  tokenUrl: null,
  accessTokenTtlMs: null,
  refreshTokenTtlMs: null,
  usedBy: 0,
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

it('asks for no secret where the application takes clients without one, and sends none', () => {
  const values = { ...emptyIClient('oauth2'), name: 'Public', clientId: 'public' }
  expect(faultsOf(values, null)).toEqual({})
  expect(bodyOf(values)).not.toHaveProperty('clientSecret')
  expect(faultsOf({ ...values, application: 'certinia' }, null)).toHaveProperty('clientSecret')
})

describe('the lifetimes', () => {
  const exactOnline = { accessTokenTtlMs: 600_000, refreshTokenTtlMs: 2_592_000_000 }

  it('come from the application', () => {
    expect(emptyIClient('exact-online')).toMatchObject(exactOnline)
    expect(choiceOf(emptyIClient(''), 'exact-online')).toMatchObject(exactOnline)
  })

  it('stay as they were typed', () => {
    const typed = { ...emptyIClient('exact-online'), accessTokenTtlMs: 3_599_999 }
    const choice = choiceOf(typed, 'certinia')
    expect(choice.application).toBe('certinia')
    expect(choice).not.toHaveProperty('accessTokenTtlMs')
  })

  it('are named where they cannot be', () => {
    const values = { ...valuesOf(stored), accessTokenTtlMs: 0, refreshTokenTtlMs: -1 }
    expect(Object.keys(faultsOf(values, stored))).toEqual(['accessTokenTtlMs', 'refreshTokenTtlMs'])
  })
})

describe('the addresses', () => {
  const of = (country: string) => ({
    authorizationUrl: `https://start.exactonline.${country}/api/oauth2/auth`,
    tokenUrl: `https://start.exactonline.${country}/api/oauth2/token`,
  })
  const none = { authorizationUrl: null, tokenUrl: null }
  const connecting = (settings: Record<string, string>) => ({ authType: 'oauth2', settings })

  it('are those of the usual place, or none where each account has its own', () => {
    expect(emptyIClient('exact-online')).toMatchObject(of('nl'))
    expect(emptyIClient('acumatica')).toMatchObject(none)
    expect(emptyIClient('')).toMatchObject(none)
  })

  it.each([
    ['the country that is chosen', 'exact-online', { country: 'be', server: '' }, of('be')],
    ['a domain of its own', 'certinia', { accountType: 'my-domain', myDomain: 'acme' }, none],
    [
      'a shop, which has its own token URL',
      'lightspeed',
      { apiType: 'x-series', subdomain: '' },
      { authorizationUrl: 'https://secure.retail.lightspeed.app/connect', tokenUrl: null },
    ],
  ])('begin at %s in the pane', (_what, application, settings, expected) => {
    expect(emptyIClient(application, connecting(settings))).toMatchObject(expected)
  })

  it('follow the application, whichever country was chosen, unless others were typed', () => {
    const belgian = { ...emptyIClient('exact-online'), ...of('be') }
    expect(choiceOf(belgian, 'acumatica')).toMatchObject(none)
    expect(choiceOf(emptyIClient('acumatica'), 'exact-online')).toMatchObject(of('nl'))
    const typed = { ...belgian, tokenUrl: 'https://proxy.example.com/token' }
    expect(choiceOf(typed, 'acumatica')).not.toHaveProperty('tokenUrl')
  })

  it('are named where they cannot be', () => {
    const values = { ...valuesOf(stored), authorizationUrl: 'login', tokenUrl: 'https://a:b@example.com' }
    expect(Object.keys(faultsOf(values, stored))).toEqual(['authorizationUrl', 'tokenUrl'])
  })
})
