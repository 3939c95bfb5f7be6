import { acumatica } from '@patchbay/applications/acumatica'
import { findApplication } from '@patchbay/applications/catalogue'
import { lexbizz } from '@patchbay/applications/lexbizz'
import { lightspeed } from '@patchbay/applications/lightspeed'
import { describe, expect, it } from 'vitest'
import { faultsOf, fieldOf } from './form-faults.ts'
import { bodyOf, emptyValues, sameValues } from './form-values.ts'
import type { ConnectionFormValues } from './form-values.ts'

function filled(changes: Partial<ConnectionFormValues> = {}): ConnectionFormValues {
  const empty = emptyValues(lexbizz)
  const settings = { ...empty.settings, instanceUri: 'https://isv.lexbizz.app' }
  const needed = { name: 'Production', scopes: ['api'], usesIClient: true, iClientId: 'icl_1' }
  return { ...empty, ...needed, settings, ...changes }
}

const closing = { intent: 'close', storedSecrets: [], builtInClient: null } as const

function paths(values: ConnectionFormValues, intent: 'close' | 'authorize' = 'authorize') {
  return faultsOf(lexbizz, values, { ...closing, intent }).map((fault) => fault.path)
}

describe('faults of the form', () => {
  it('are none for what is filled in', () => {
    expect(paths(filled())).toEqual([])
  })

  it('name the fields in the order of the form', () => {
    const values = {
      ...emptyValues(lexbizz),
      advanced: { concurrencyLevel: 26, borrowConcurrencyFrom: null },
    }
    expect(paths(values)).toEqual([
      'name',
      'settings.instanceUri',
      'scopes',
      'usesIClient',
      'advanced.concurrencyLevel',
    ])
  })

  it('let a draft do without an iClient', () => {
    expect(paths(filled({ iClientId: null }), 'close')).toEqual([])
    expect(paths(filled({ iClientId: null }))).toEqual(['iClientId'])
  })

  it('let a draft do without scopes', () => {
    expect(paths(filled({ scopes: [] }), 'close')).toEqual([])
    expect(paths(filled({ scopes: [] }))).toEqual(['scopes'])
  })

  it('do not ask for a level where the pool is borrowed', () => {
    expect(paths(filled({ advanced: { concurrencyLevel: null, borrowConcurrencyFrom: 'conn_1' } }))).toEqual(
      [],
    )
  })

  it('ask for the agent of an on-premise server', () => {
    const empty = emptyValues(acumatica)
    const settings = { ...empty.settings, mode: 'on-premise', instanceUri: 'https://erp.example.com' }
    const [fault] = faultsOf(acumatica, { ...empty, name: 'A', settings }, closing)
    expect(fault).toMatchObject({ path: 'settings.agentId' })
    expect(fault?.message).toContain('Choose the agent')
  })
})

describe('a client that the deployment brings', () => {
  const empty = emptyValues(lightspeed)
  const settings = { ...empty.settings, apiType: 'r-series-v2' }
  const values = { ...empty, name: 'A', settings, scopes: ['employee:all'], iClientId: 'icl_of_v3' }
  const faults = (builtInClient: 'missing' | 'deployment' | null, intent: 'close' | 'authorize') =>
    faultsOf(lightspeed, values, { intent, storedSecrets: [], builtInClient })

  it('is asked for where it is missing, at the setting that calls for it', () => {
    expect(faults('missing', 'authorize')).toEqual([
      { path: 'settings.apiType', message: expect.stringContaining('PATCHBAY_LIGHTSPEED_CLIENT_ID') },
    ])
  })

  it('is not missed by a draft, nor where it is there or the server has yet to say', () => {
    const others = [faults('missing', 'close'), faults('deployment', 'authorize'), faults(null, 'authorize')]
    expect(others).toEqual([[], [], []])
  })

  it('leaves to the server what iClient the connection has', () => {
    expect(bodyOf(lightspeed, values)).not.toHaveProperty('iClientId')
  })
})

describe('the body', () => {
  it('leaves out the iClient that is not ticked, and the level of a borrowed pool', () => {
    const body = bodyOf(
      lexbizz,
      filled({ usesIClient: false, advanced: { concurrencyLevel: 5, borrowConcurrencyFrom: 'conn_1' } }),
    )
    expect(body.iClientId).toBeNull()
    expect(body.advanced).toEqual({ borrowConcurrencyFrom: 'conn_1' })
  })
})

it('tells whether anything was changed', () => {
  expect(sameValues(filled(), filled())).toBe(true)
  expect(sameValues(filled(), filled({ name: 'Other' }))).toBe(false)
})

it('lands a fault of what only the HTTP view draws', () => {
  expect(fieldOf(findApplication('lexbizz') ?? lexbizz, 'settings.tokenUrl')).toBe('settings.tokenUrl')
})

it.each([
  ['settings.instanceUri', 'settings.instanceUri'],
  ['scopes.0', 'scopes'],
  ['settings.unknown', null],
  ['application', null],
])('lands the server’s fault at %s on %s', (path, field) => {
  expect(fieldOf(lexbizz, path)).toBe(field)
})
