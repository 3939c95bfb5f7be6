import { problems } from '@patchbay/contracts/error'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { OAuthError } from '../oauth/oauth-error.ts'
import { OutboundError } from '../outbound/outbound-error.ts'
import { StoreError, type StoreErrorCode } from '../stores/store.ts'
import { HttpProblem } from './http-problem.ts'
import { translateError } from './translate-error.ts'

const schema = z.strictObject({
  name: z.string('Write a name.'),
  settings: z.strictObject({ a: z.string() }),
})
const faultsOf = (value: unknown) => translateError(schema.safeParse(value).error)

describe('an error of another room becomes a problem:', () => {
  it.each([
    ['name_taken', 'name_taken', 409],
    ['stale_version', 'stale_version', 409],
    ['not_found', 'not_found', 404],
    ['invalid_cursor', 'invalid_value', 422],
    ['storage_full', 'storage_full', 507],
    ['storage_unavailable', 'storage_unavailable', 503],
    ['store_closed', 'storage_unavailable', 503],
  ] as [StoreErrorCode, string, number][])('%s of the store', (code, expected, status) => {
    const problem = translateError(new StoreError(code, 'at /data/secret.json'))
    expect(problem).toMatchObject({ code: expected, status })
    expect(JSON.stringify(problem)).not.toContain('/data')
  })

  it('a taken name names its member', () => {
    const { errors } = translateError(new StoreError('name_taken', 'x', { member: 'clientId' }))
    expect(errors).toMatchObject([{ path: 'clientId' }])
  })

  it('a store that cannot be written says when to try again', () => {
    expect(translateError(new StoreError('storage_unavailable', 'x')).retryAfterS).toBe(5)
  })

  it('an exchange that failed is the application’s', () => {
    expect(translateError(new OAuthError('invalid_answer', 'It is odd.'))).toMatchObject({
      code: 'application_failed',
      status: 502,
      message: 'It is odd.',
    })
  })

  it.each([
    ['unreachable', 'application_unreachable', 502],
    ['dns', 'application_unreachable', 502],
    ['address_refused', 'application_unreachable', 502],
    ['timeout', 'application_timeout', 504],
    ['bad_response', 'application_failed', 502],
    ['too_large', 'application_failed', 502],
    ['bad_request', 'malformed_request', 400],
    ['closed', 'shutting_down', 503],
  ] as const)('a request that got no answer (%s) says whose fault it is', (code, expected, status) => {
    const error = new OutboundError(code, 'erp.example is odd.', { host: 'erp.example' })
    expect(translateError(error)).toMatchObject({ code: expected, status, message: 'erp.example is odd.' })
  })

  it('a value that is not valid answers 422 with its path', () => {
    const problem = faultsOf({ settings: { a: 'x' } })
    expect(problem.toJSON()).toEqual({
      type: 'urn:patchbay:problem:invalid_value',
      title: 'Some values are not valid',
      status: 422,
      detail: 'Write a name.',
      errors: [{ path: 'name', message: 'Write a name.' }],
    })
  })

  it('an unknown member answers 400 with its own path, also beside other faults', () => {
    const problem = faultsOf({ settings: { a: 'x', b: 1, c: 2 } })
    expect(problem).toMatchObject({ code: 'unknown_member', status: 400 })
    expect(problem.errors.map(({ path }) => path)).toEqual(['name', 'settings.b', 'settings.c'])
    expect(problem.message).toBe('3 values need a change.')
  })

  it('a path that cannot be decoded answers 400', () => {
    expect(translateError(new URIError('Failed to decode param'))).toMatchObject({ status: 400 })
  })

  it('a problem stays what it is', () => {
    const problem = new HttpProblem('in_use', 'It is used.')
    expect(translateError(problem)).toBe(problem)
  })

  it.each([
    [new TypeError('token=leaked-4f1d')],
    ['leaked-4f1d'],
    [null],
    [{ status: 418, message: 'leaked-4f1d' }],
  ])('what nobody foresaw answers 500 and tells nothing (%#)', (error) => {
    const problem = translateError(error)
    expect(problem).toMatchObject({ code: 'internal', status: 500 })
    expect(JSON.stringify(problem)).not.toContain('leaked-4f1d')
    expect(problem.cause).toBe(error)
  })
})

describe('every code', () => {
  it('has a status of errors and a title', () => {
    for (const { status, title } of Object.values(problems)) {
      expect(status).toBeGreaterThanOrEqual(400)
      expect(title).toMatch(/^[A-Z]/)
    }
  })
})
