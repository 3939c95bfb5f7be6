import { describe, expect, it } from 'vitest'
import { parametersFault, readParameters, writeParameters } from './parameters.ts'

describe('parameters', () => {
  it.each([
    ['audience=https://api.example', { audience: 'https://api.example' }],
    ['a=1&b=2', { a: '1', b: '2' }],
    [' a = 1 \n\n b=2\r\n', { a: '1', b: '2' }],
    ['login_hint=a+b@example.com', { login_hint: 'a+b@example.com' }],
    ['q=a%26b%3Dc', { q: 'a&b=c' }],
    ['filter=x=y', { filter: 'x=y' }],
    ['empty=', { empty: '' }],
    ['broken=%zz', { broken: '%zz' }],
    ['', {}],
  ])('%j are read', (text, parameters) => {
    expect(readParameters(text)).toEqual(parameters)
  })

  it('come back as they were written, whatever is in them', () => {
    const parameters = { a: 'b&c=d\ne', 'per cent': '100%', emoji: '🔑', plus: 'a+b' }
    expect(readParameters(writeParameters(parameters))).toEqual(parameters)
  })

  it.each(['just words', '=value', 'a=1\nb'])('%j are none', (text) => {
    expect(parametersFault(text, [])).toMatch(/name=value/)
  })

  it('that the protocol sets itself are refused by name', () => {
    expect(parametersFault('prompt=login&state=x', ['state'])).toMatch(/“state”/)
    expect(parametersFault('prompt=login', ['state'])).toBeNull()
  })
})
