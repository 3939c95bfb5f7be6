import { AuthorizationResponseError, ClientError } from 'openid-client'
import { describe, expect, it } from 'vitest'
import { OutboundError } from '../outbound/outbound-error.ts'
import { cleanDescription, OAuthError, translateOAuthError } from './oauth-error.ts'

describe('the application’s own words', () => {
  it('are kept as they are, in any script', () => {
    for (const text of ['Denied.', 'Zugriff verweigert', 'تم رفض الوصول', '拒否 🙅🏽‍♀️', '<b>x</b>']) {
      expect(cleanDescription(text)).toBe(text)
    }
  })

  it('lose control characters and line breaks', () => {
    expect(cleanDescription('one\r\n\ttwo\u0000three\u007f')).toBe('one two three')
  })

  it.each(['\u202A', '\u202B', '\u202C', '\u202D', '\u202E', '\u2066', '\u2067', '\u2068', '\u2069'])(
    'cannot turn the text around them (%j)',
    (sign) => {
      expect(cleanDescription(`a${sign}b`)).toBe('a b')
    },
  )

  it('have at most 300 characters, the last of which then says so', () => {
    expect(cleanDescription('x'.repeat(300))).toBe('x'.repeat(300))
    expect(cleanDescription('x'.repeat(301))).toBe(`${'x'.repeat(299)}…`)
  })

  it('are not cut inside a character', () => {
    const cut = cleanDescription('💥'.repeat(301)) ?? ''
    expect(Array.from(cut)).toEqual([...Array.from('💥'.repeat(299)), '…'])
    expect(cut.isWellFormed()).toBe(true)
    expect(cleanDescription('💥'.repeat(300))).toBe('💥'.repeat(300))
  })

  it.each([undefined, '', '  ', '\n\u202E', null, 5, {}])(
    'are none where there is nothing to say (%j)',
    (text) => {
      expect(cleanDescription(text as string | undefined)).toBeNull()
    },
  )
})

const refusal = (parameters: Record<string, string>) =>
  translateOAuthError(new AuthorizationResponseError('refused', { cause: new URLSearchParams(parameters) }))

describe('an error of an exchange', () => {
  it.each([
    'access_denied',
    'invalid_request',
    'invalid_scope',
    'unauthorized_client',
    'invalid_grant',
    'invalid_client',
    'server_error',
  ])('%s keeps its code, and says what to do', (error) => {
    const translated = refusal({ error, error_description: 'Said by the application' })
    expect(translated).toBeInstanceOf(OAuthError)
    expect(translated).toMatchObject({ code: error, description: 'Said by the application' })
    expect(translated.message).toMatch(/[Tt]ry again|Check/)
  })

  it('that the application made up is named, but not at any length', () => {
    expect(refusal({ error: 'tenant_locked' })).toMatchObject({
      code: 'other',
      message: 'The application refused the request with “tenant_locked”.',
    })
    expect(refusal({ error: 'x'.repeat(1000) }).message.length).toBeLessThan(120)
  })

  it('that may pass says so', () => {
    expect(refusal({ error: 'temporarily_unavailable' })).toMatchObject({
      code: 'server_error',
      passing: true,
    })
    expect(refusal({ error: 'access_denied' }).passing).toBe(false)
  })

  it.each([
    ['timeout', 'application_unreachable', true],
    ['unreachable', 'application_unreachable', true],
    ['address_refused', 'application_unreachable', false],
    ['too_large', 'invalid_answer', false],
    ['bad_response', 'invalid_answer', false],
  ] as const)('on the way out (%s) is told as such, wrapped or not', (code, expected, passing) => {
    const error = new OutboundError(code, 'erp.example is odd.', { host: 'erp.example' })
    for (const thrown of [error, new ClientError('something went wrong', { cause: error })]) {
      expect(translateOAuthError(thrown)).toMatchObject({ code: expected, passing })
    }
  })

  it('is translated once', () => {
    const error = new OAuthError('invalid_grant', 'It is over.')
    expect(translateOAuthError(error)).toBe(error)
  })

  it('that nobody foresaw does not quote what it holds', () => {
    const translated = translateOAuthError(new TypeError('leaked-4f1d'))
    expect(translated.code).toBe('other')
    expect(translated.message).not.toContain('leaked-4f1d')
  })
})
