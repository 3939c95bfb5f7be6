import { describe, expect, it } from 'vitest'
import { acumatica } from '../acumatica.ts'
import { splitEntityAddress } from '../parts/acumatica-address.ts'
import type { ApplicationDefinition } from '../definition.ts'
import { lexbizz } from '../lexbizz.ts'
import { scopesFault, visibleScopes } from './scopes.ts'
import { settingsSchema } from './settings-schema.ts'

function check(definition: ApplicationDefinition, settings: Record<string, unknown>) {
  const result = settingsSchema(definition, 'oauth2').safeParse(settings)
  return result.success
    ? { settings: result.data }
    : { faults: result.error.issues.map((each) => [each.path.join('.'), each.message] as const) }
}

describe('settings of lexbizz and Acumatica', () => {
  it('fills in the endpoint and the mode', () => {
    expect(check(acumatica, { instanceUri: 'https://try.acumatica.com/isv' }).settings).toEqual({
      mode: 'cloud',
      instanceUri: 'https://try.acumatica.com/isv',
      endpointName: 'Default',
      endpointVersion: '25.200.001',
    })
  })

  it('takes a pasted base URL apart', () => {
    expect(
      check(lexbizz, { instanceUri: 'https://isv.lexbizz.app/entity/Default/22.200.001' }).settings,
    ).toEqual({
      mode: 'cloud',
      instanceUri: 'https://isv.lexbizz.app',
      endpointName: 'Default',
      endpointVersion: '22.200.001',
    })
  })

  it('lets what was written beside a pasted base URL stand', () => {
    const pasted = {
      instanceUri: 'https://isv.lexbizz.app/entity/Default/20.200.001',
      endpointName: 'eCommerce',
    }
    expect(check(lexbizz, pasted).settings).toMatchObject({
      endpointName: 'eCommerce',
      endpointVersion: '20.200.001',
    })
  })

  it.each([
    ['https://Try.Acumatica.com:443/isv/', 'https://try.acumatica.com/isv'],
    ['  https://isv.lexbizz.app  ', 'https://isv.lexbizz.app'],
    ['https://isv․lexbizz․app', 'https://isv.lexbizz.app'],
  ])('spells %j as %j', (given, wanted) => {
    expect(check(lexbizz, { instanceUri: given }).settings?.['instanceUri']).toBe(wanted)
  })

  it.each([
    ['', 'Write the Instance URI'],
    ['isv.lexbizz.app', 'https://example.com'],
    ['ftp://isv.lexbizz.app', 'https://'],
    ['https://me:pw@isv.lexbizz.app', 'user name and password'],
    ['https://me:pw@isv.lexbizz.app/entity/Default/20.200.001', 'user name and password'],
    ['https://isv.lexbizz.app/#top', '#'],
    ['https://isv.lexbizz.app/?a=1', '?'],
  ])('refuses the Instance URI %j and says what to write', (instanceUri, words) => {
    const [fault] = check(lexbizz, { instanceUri }).faults ?? []
    expect(fault?.[0]).toBe('instanceUri')
    expect(fault?.[1]).toContain(words)
  })

  it.each(['../admin', 'a/b', 'a?b', '%2e'])('refuses the endpoint name %j', (endpointName) => {
    const { faults } = check(lexbizz, { instanceUri: 'https://isv.lexbizz.app', endpointName })
    expect(faults?.[0]?.[0]).toBe('endpointName')
  })

  it('refuses a member that the application does not have', () => {
    const { faults } = check(lexbizz, { instanceUri: 'https://isv.lexbizz.app', cluster: 'eu' })
    expect(faults).toHaveLength(1)
  })

  it('asks for the agent only on-premise', () => {
    const cloud = { instanceUri: 'https://erp.example.com', agentId: 'agt_1' }
    expect(check(acumatica, cloud).settings).not.toHaveProperty('agentId')
    expect(check(acumatica, { ...cloud, mode: 'on-premise', agentId: undefined }).faults?.[0]?.[0]).toBe(
      'agentId',
    )
  })
})

describe('splitEntityAddress', () => {
  it('leaves to the field what cannot be decoded', () => {
    const faults = check(lexbizz, { instanceUri: 'https://h.example/entity/%ZZ/20.200.001' }).faults
    expect(faults?.map(([path]) => path)).toEqual(['endpointName'])
  })

  it.each([
    [
      'https://h/entity/Default/20.200.001',
      { instanceUri: 'https://h', endpointName: 'Default', endpointVersion: '20.200.001' },
    ],
    [
      'http://try.acumatica.com/isv/entity/Default/6.00.001/',
      { instanceUri: 'http://try.acumatica.com/isv', endpointName: 'Default', endpointVersion: '6.00.001' },
    ],
    [
      'https://h/entity/Default/20.200.001/Customer?$top=1',
      { instanceUri: 'https://h', endpointName: 'Default', endpointVersion: '20.200.001' },
    ],
    ['https://h/dir/entity', { instanceUri: 'https://h/dir' }],
  ])('reads %s', (address, wanted) => {
    expect(splitEntityAddress(address)).toEqual(wanted)
  })

  it.each(['https://h/dir', 'https://identity.example.com/', 'not an address'])(
    'leaves %s alone',
    (address) => {
      expect(splitEntityAddress(address)).toBeNull()
    },
  )
})

const byOAuth = { authType: 'oauth2', settings: {} }

describe('scopes', () => {
  it('names an unknown scope', () => {
    expect(scopesFault(acumatica, byOAuth, ['api', 'everything'])).toContain('everything')
  })

  it('refuses api:concurrent_access with the reason', () => {
    expect(scopesFault(lexbizz, byOAuth, ['api:concurrent_access'])).toContain('session cookie')
  })

  it('takes all others', () => {
    expect(
      scopesFault(acumatica, byOAuth, ['api', 'offline_access', 'openid', 'profile', 'email', 'phone']),
    ).toBeNull()
  })

  it('are none where the access knows none', () => {
    expect(visibleScopes(acumatica, { authType: 'cookie', settings: {} })).toEqual([])
    expect(scopesFault(acumatica, { authType: 'cookie', settings: {} }, ['api'])).toContain('no scopes')
  })
})
