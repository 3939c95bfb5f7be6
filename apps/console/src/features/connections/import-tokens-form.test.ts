import { expect, it } from 'vitest'
import { bodyOf, emptyImport, faultsBy, faultsOf } from './import-tokens-form.ts'

it('leaves out what is empty, and writes the time of the admin’s clock as UTC', () => {
  const expires = '2030-01-31T12:00'
  expect(
    bodyOf({ ...emptyImport, accessToken: ' a ', expires, facts: { id: ' ', instance_url: 'x' } }),
  ).toEqual({
    accessToken: 'a',
    refreshToken: null,
    expiresAt: new Date(expires).toISOString(),
    facts: { instance_url: 'x' },
  })
})

it('says on the field what is wrong, without what was written there', () => {
  expect(faultsOf(emptyImport)).toEqual({
    accessToken: 'Write the access token, the refresh token, or both.',
  })
  const faults = faultsOf({ ...emptyImport, accessToken: 'Bearer abc', refreshToken: '"def"' })
  expect(Object.keys(faults)).toEqual(['accessToken', 'refreshToken'])
  expect(JSON.stringify(faults)).not.toMatch(/abc|def/)
})

it('knows the server’s fields, and leaves the others to the notice', () => {
  const errors = ['expiresAt', 'facts.domain_prefix', 'iClientId'].map((path) => ({ path, message: path }))
  expect(faultsBy(errors)).toEqual({ expires: 'expiresAt', 'facts.domain_prefix': 'facts.domain_prefix' })
})
