import { describe, expect, it } from 'vitest'
import { catalogue, findApplication } from '../catalogue.ts'
import type { AuthType, OAuthFacts } from '../definition.ts'
import { accessOf, baseUrlOf, testCallOf } from './access.ts'
import { settingsSchema, visibleFields } from './settings-schema.ts'

function definitionOf(id: string) {
  const definition = findApplication(id)
  if (definition === undefined) throw new TypeError(`no ${id}`)
  return definition
}

function oauthOf(id: string, settings: Record<string, unknown>, authType: AuthType = 'oauth2'): OAuthFacts {
  const definition = definitionOf(id)
  const access = accessOf(definition, {
    authType,
    settings: settingsSchema(definition, authType).parse(settings),
    facts: {},
  })
  if (access.kind !== 'oauth2') throw new TypeError(`${id} has no OAuth`)
  return access.oauth
}

const instance = {
  instanceUri: 'https://erp.example',
  endpointName: 'Default',
  endpointVersion: '24.200.001',
}

describe('what is written by hand', () => {
  it('replaces what the application derives, and nothing else', () => {
    const derived = oauthOf('acumatica', instance)
    const changed = oauthOf('acumatica', {
      ...instance,
      tokenUrl: 'https://gateway.example/token?x=1',
      clientAuthentication: 'client_secret_basic',
      pkce: false,
      scopeSeparator: ',',
      tokenParameters: { audience: 'erp' },
    })
    expect(changed).toEqual({
      ...derived,
      endpoints: { ...derived.endpoints, tokenUrl: 'https://gateway.example/token?x=1' },
      clientAuthentication: 'client_secret_basic',
      pkce: 'none',
      scopeSeparator: ',',
      tokenParameters: { audience: 'erp' },
    })
  })

  it('goes back to what is derived when it is emptied', () => {
    const emptied = { tokenUrl: '', clientAuthentication: null, pkce: '', dpop: false, tokenParameters: {} }
    expect(oauthOf('acumatica', { ...instance, ...emptied })).toEqual(oauthOf('acumatica', instance))
  })

  it('says where requests and the test call go', () => {
    const settings = {
      ...instance,
      baseUrl: 'https://gateway.example/erp',
      testUrl: 'https://gateway.example/ping/',
    }
    const acumatica = definitionOf('acumatica')
    expect(baseUrlOf(acumatica, settings, {})).toBe('https://gateway.example/erp')
    const [step, ...others] = testCallOf(acumatica, settings)
    expect(others).toEqual([])
    expect(step?.url({ settings, facts: {}, scopes: [], userinfoUrl: null, answers: [] })).toBe(
      'https://gateway.example/ping/',
    )
    expect(testCallOf(acumatica, instance)).toBe(acumatica.testCall)
  })

  it('counts for what speaks OAuth only', () => {
    const acumatica = definitionOf('acumatica')
    const names = visibleFields(acumatica, { authType: 'cookie', settings: {} }).map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(['baseUrl', 'testUrl']))
    expect(names).not.toContain('tokenUrl')
  })
})

describe('the universal application', () => {
  it('needs an issuer, or the URLs that its grant goes through', () => {
    const fault = (authType: string, settings: object) => {
      const result = settingsSchema(definitionOf('oauth2'), authType).safeParse(settings)
      return result.success ? null : result.error.issues.map(({ path }) => path.join('.'))
    }
    const [authorizationUrl, tokenUrl] = ['https://a.example/authorize', 'https://a.example/token']
    expect(fault('oauth2', {})).toEqual(['issuer'])
    expect(fault('oauth2', { issuer: 'https://a.example' })).toBeNull()
    expect(fault('oauth2', { tokenUrl })).toEqual(['authorizationUrl'])
    expect(fault('oauth2', { authorizationUrl })).toEqual(['tokenUrl'])
    expect(fault('oauth2', { authorizationUrl, tokenUrl })).toBeNull()
    expect(fault('client-credentials', { tokenUrl })).toBeNull()
    expect(fault('device', { tokenUrl })).toEqual(['deviceAuthorizationUrl'])
  })

  it('takes the address of a discovery document for its issuer', () => {
    const { issuer } = oauthOf('oauth2', {
      issuer: 'https://a.example/x/.well-known/openid-configuration',
    }).endpoints
    expect(issuer).toBe('https://a.example/x')
    const other = oauthOf('oauth2', {
      issuer: 'https://a.example/.well-known/oauth-authorization-server/x',
    }).endpoints
    expect(other.issuer).toBe('https://a.example/x')
  })

  it('comes last in the catalogue', () => {
    expect(catalogue.at(-1)?.id).toBe('oauth2')
    expect(catalogue.length).toBeGreaterThanOrEqual(6)
  })
})
