import { acumatica } from '@patchbay/applications/acumatica'
import { findApplication } from '@patchbay/applications/catalogue'
import { certinia } from '@patchbay/applications/certinia'
import { exactOnline } from '@patchbay/applications/exact-online'
import { expect, it } from 'vitest'
import { faultsOf } from './form-faults.ts'
import { bodyOf, draftValues, emptyValues, sameDraft, sameValues, valuesOfDraft } from './form-values.ts'

const empty = emptyValues(acumatica)
const byCookie = {
  ...empty,
  name: 'By cookie',
  authType: 'cookie' as const,
  settings: { ...empty.settings, instanceUri: 'https://erp.example.com', userName: 'admin' },
}
const typed = { ...byCookie, secrets: { password: 'secret' } }
const closing = { intent: 'close', storedSecrets: [], builtInClient: null } as const

it('sends the secrets that were typed, and none that are hidden', () => {
  expect(bodyOf(acumatica, typed).secrets).toEqual({ password: 'secret' })
  expect(bodyOf(acumatica, byCookie).secrets).toEqual({})
  expect(bodyOf(acumatica, { ...typed, authType: 'oauth2' }).secrets).toEqual({})
})

it('asks for a secret unless one is stored', () => {
  expect(faultsOf(acumatica, byCookie, closing).map(({ path }) => path)).toEqual(['secrets.password'])
  expect(faultsOf(acumatica, byCookie, { ...closing, storedSecrets: ['password'] })).toEqual([])
  expect(faultsOf(acumatica, typed, closing)).toEqual([])
})

it('says what is wrong with a key', () => {
  const { settings, ...values } = emptyValues(certinia)
  const byKey = { ...settings, flowType: 'jwt-bearer', username: 'me@example.com' }
  const secrets = { privateKey: '-----BEGIN EC PRIVATE KEY-----' }
  const [fault] = faultsOf(
    certinia,
    { ...values, name: 'A', authType: 'jwt-bearer', settings: byKey, secrets },
    closing,
  )
  expect(fault).toEqual({ path: 'secrets.privateKey', message: expect.stringContaining('EC key') })
})

it('sends what was emptied, so that it is taken away', () => {
  expect(bodyOf(acumatica, byCookie).settings).toMatchObject({ tenant: '', branch: '', userName: 'admin' })
  expect(bodyOf(exactOnline, emptyValues(exactOnline)).settings).toEqual({ country: 'nl', server: '' })
})

it('sends of what replaces a derived value only what was written, and what is taken back', () => {
  const definition = findApplication('lexbizz') ?? acumatica
  const { settings, ...values } = emptyValues(definition)
  const own = { ...settings, instanceUri: 'https://erp.example.com' }
  const overriding = { ...values, settings: { ...own, tokenUrl: 'https://erp.example.com/token' } }
  const before = { ...values, settings: own }
  expect(Object.keys(bodyOf(definition, before).settings)).toEqual([
    'mode',
    'instanceUri',
    'endpointName',
    'endpointVersion',
  ])
  expect(bodyOf(definition, overriding, before).settings).toMatchObject({
    tokenUrl: 'https://erp.example.com/token',
  })
  const back = bodyOf(definition, before, overriding).settings
  expect(back).toMatchObject({ tokenUrl: '' })
  expect(back).not.toHaveProperty('revocationUrl')
})

it('keeps no secret in a draft, and notices one that was typed', () => {
  expect(sameDraft(typed, byCookie)).toBe(true)
  expect(sameValues(typed, byCookie)).toBe(false)
  expect(JSON.stringify(draftValues.parse(typed))).not.toContain('secret')
  expect(valuesOfDraft(acumatica, draftValues.parse(typed))).toEqual(byCookie)
})
