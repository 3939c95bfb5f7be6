import { findApplication } from '@patchbay/applications/catalogue'
import type { DiscoveryReply } from '@patchbay/contracts/discovery'
import { describe, expect, it } from 'vitest'
import { emptyValues } from './form-values.ts'
import { foreignTokenHost, sameTokenHost } from './token-host.ts'

function hostOf(id: string, settings: Record<string, string>, tokenUrl?: string) {
  const definition = findApplication(id)
  if (definition === undefined) throw new RangeError(id)
  const empty = emptyValues(definition)
  const server = tokenUrl === undefined ? undefined : ({ tokenUrl } as DiscoveryReply)
  return foreignTokenHost(definition, { ...empty, settings: { ...empty.settings, ...settings } }, server)
}

const issuer = 'https://login.example.com'
const foreign = { own: 'login.example.com', token: 'tokens.example.com' }

describe('the host that a secret goes to', () => {
  it.each([
    ['written', { issuer, tokenUrl: 'https://tokens.example.com/t' }, undefined],
    ['discovered', { issuer }, 'https://tokens.example.com/t'],
    [
      'written over what was discovered',
      { issuer, tokenUrl: 'https://tokens.example.com/t' },
      `${issuer}/token`,
    ],
  ])('is named where it is not the issuer’s: %s', (_how, settings, discovered) => {
    expect(hostOf('oauth2', settings, discovered)).toEqual(foreign)
  })

  it.each([
    ['the issuer’s', { issuer, tokenUrl: `${issuer}/token` }, undefined],
    ['not known yet', { issuer }, undefined],
    ['not finished', { issuer, tokenUrl: 'https:' }, undefined],
    ['of no issuer', { tokenUrl: 'https://tokens.example.com/t' }, undefined],
  ])('is not where it is %s', (_what, settings, discovered) => {
    expect(hostOf('oauth2', settings, discovered)).toBeNull()
  })

  it('of an application of the catalogue is its own, and an override’s is not', () => {
    const shop = { apiType: 'x-series', subdomain: 'shop' }
    expect(hostOf('lightspeed', shop)).toBeNull()
    const own = 'https://shop.retail.lightspeed.app/api/1.0/token'
    expect(hostOf('lightspeed', { ...shop, tokenUrl: own })).toBeNull()
    expect(hostOf('lightspeed', { ...shop, tokenUrl: 'https://other.example/t' })).toEqual({
      own: 'secure.retail.lightspeed.app',
      token: 'other.example',
    })
  })
})

it('is the same pair only with both hosts', () => {
  expect(sameTokenHost(foreign, { ...foreign })).toBe(true)
  expect(sameTokenHost(foreign, { ...foreign, own: 'other.example' })).toBe(false)
  expect(sameTokenHost(foreign, null)).toBe(false)
  expect(sameTokenHost(null, null)).toBe(true)
})
