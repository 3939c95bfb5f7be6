import type { Request } from 'express'
import { describe, expect, it } from 'vitest'
import { publicUrls } from '../public-urls.ts'
import { checkOrigin } from './origin-check.ts'

const urls = publicUrls(
  [
    { region: 'na', origin: 'https://a.example' },
    { region: 'eu', origin: 'https://b.example' },
  ],
  4711,
)
const from = (origin: string | undefined) => ({ headers: { origin } }) as Request

describe('the origin of a change', () => {
  it.each(['https://a.example', 'https://b.example'])('may be %s, a console of ours', (origin) => {
    expect(() => checkOrigin(from(origin), urls, true)).not.toThrow()
    expect(() => checkOrigin(from(origin), urls, false)).not.toThrow()
  })

  it.each([
    'https://attacker.example',
    'null',
    '',
    'http://a.example',
    'https://a.example:444',
    'https://a.example.attacker.example',
    'https://a.example@attacker.example',
    'https://attacker.example/https://a.example',
    'https://aa.example',
    'https://a.example, https://attacker.example',
  ])('may not be %j, with a cookie or without', (origin) => {
    for (const byCookie of [true, false]) {
      expect(() => checkOrigin(from(origin), urls, byCookie)).toThrow(
        expect.objectContaining({ code: 'foreign_origin' }),
      )
    }
  })

  it('may be missing only where there is no cookie to abuse', () => {
    expect(() => checkOrigin(from(undefined), urls, false)).not.toThrow()
    expect(() => checkOrigin(from(undefined), urls, true)).toThrow(
      'Changes are taken from https://a.example or https://b.example only. Open Patchbay there.',
    )
  })
})
