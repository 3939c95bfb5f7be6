import { createConnection, getConnection } from '@patchbay/contracts/connections'
import { problemType } from '@patchbay/contracts/error'
import { getSetup, signIn } from '@patchbay/contracts/session'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { addressOf, call } from './call.ts'

function answer(status: number, body: string, headers: Record<string, string> = {}) {
  const fetched = vi.fn(async () => new Response(body, { status, headers }))
  vi.stubGlobal('fetch', fetched)
  return fetched
}

afterEach(() => vi.unstubAllGlobals())

describe('call', () => {
  it('answers what the contract promises and strips the rest', async () => {
    answer(200, '{"required":true,"more":1}')
    expect(await call(getSetup, {})).toEqual({ required: true })
  })

  it.each([
    ['HTML of a proxy', '<html>'],
    ['JSON of another shape', '{"required":"yes"}'],
    ['nothing', ''],
  ])('turns %s into unreadable_answer', async (_, body) => {
    answer(200, body)
    await expect(call(getSetup, {})).rejects.toMatchObject({ code: 'unreadable_answer' })
  })

  it('turns a failed request into unreachable', async () => {
    vi.stubGlobal('fetch', vi.fn().mockRejectedValue(new TypeError('Failed to fetch')))
    await expect(call(getSetup, {})).rejects.toMatchObject({ code: 'unreachable', status: null })
  })

  it('carries the code and the field errors of a problem', async () => {
    const errors = [{ path: 'name', message: 'Taken.' }]
    const problem = { type: problemType('name_taken'), title: 'T', status: 409, detail: 'D', errors }
    answer(409, JSON.stringify(problem))
    const body = { name: 'A', application: 'lexbizz', authType: 'oauth2' as const }
    await expect(call(createConnection, { body })).rejects.toMatchObject({
      code: 'name_taken',
      fieldErrors: errors,
    })
  })

  it('reads how long to wait', async () => {
    const problem = { type: problemType('too_many_attempts'), title: 'T', status: 429, detail: 'D' }
    answer(429, JSON.stringify(problem), { 'retry-after': '42' })
    await expect(call(signIn, { body: { password: 'x' } })).rejects.toMatchObject({ retryAfterSeconds: 42 })
  })

  it('does not trust a problem of a code that it does not know', async () => {
    answer(418, JSON.stringify({ type: 'about:blank', title: 'T', status: 418, detail: 'D' }))
    await expect(call(getConnection, { params: { id: 'a' } })).rejects.toMatchObject({
      code: 'unreadable_answer',
    })
  })
})

describe('addressOf', () => {
  it('fills the path and leaves out what is not given', () => {
    expect(addressOf('/api/a/:id', { params: { id: 'x/y' }, query: { q: 'a b', cursor: undefined } })).toBe(
      '/api/a/x%2Fy?q=a+b',
    )
  })
})
