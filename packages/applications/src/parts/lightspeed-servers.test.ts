import { describe, expect, it } from 'vitest'
import { exactOnline } from '../exact-online.ts'
import { lightspeedEndpoints, lightspeedServer } from './lightspeed-servers.ts'

describe('servers of Exact Online', () => {
  it.each([
    ['nl', 'https://start.exactonline.nl'],
    ['be', 'https://start.exactonline.be'],
    ['uk', 'https://start.exactonline.co.uk'],
    ['com', 'https://start.exactonline.com'],
  ])('of %s are at %s', (country, server) => {
    const { oauth } = exactOnline.access({ authType: 'oauth2', settings: { country }, facts: {} })
    expect(oauth.endpoints.authorizationUrl).toBe(`${server}/api/oauth2/auth`)
    expect(oauth.endpoints.tokenUrl).toBe(`${server}/api/oauth2/token`)
  })
})

describe('servers of Lightspeed', () => {
  it.each([
    [
      'r-series-v3',
      'https://cloud.lightspeedapp.com/auth/oauth/authorize',
      'https://cloud.lightspeedapp.com/auth/oauth/token',
    ],
    [
      'r-series-v2',
      'https://cloud.lightspeedapp.com/oauth/authorize.php',
      'https://cloud.lightspeedapp.com/oauth/access_token.php',
    ],
    [
      'x-series',
      'https://secure.retail.lightspeed.app/connect',
      'https://told.retail.lightspeed.app/api/1.0/token',
    ],
  ])('of %s', (apiType, authorizationUrl, tokenUrl) => {
    const settings = { apiType, subdomain: 'typed' }
    const endpoints = lightspeedEndpoints(settings, { domain_prefix: 'told' })
    expect(endpoints).toMatchObject({ authorizationUrl, tokenUrl })
  })

  it.each([
    [{ apiType: 'r-series-v3' }, 'https://api.lightspeedapp.com'],
    [{ apiType: 'x-series', subdomain: 'typed' }, 'https://typed.retail.lightspeed.app'],
    [{ apiType: 'c-series', cluster: 'eu1' }, 'https://api.webshopapp.com/en'],
    [{ apiType: 'c-series', cluster: 'us1' }, 'https://api.shoplightspeed.com/en'],
  ])('for requests of %j are at %s', (settings, server) => {
    expect(lightspeedServer(settings, {})).toBe(server)
  })
})
