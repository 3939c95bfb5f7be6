import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

const from = 'Patchbay <patchbay@example.com>'

describe('the mail server', () => {
  it.each([
    ['smtp://mail.example.com', { host: 'mail.example.com', port: null, isTls: false, auth: null }],
    [
      'smtps://who%40example.com:se%3Acret@mail.example.com:465',
      {
        host: 'mail.example.com',
        port: 465,
        isTls: true,
        auth: { user: 'who@example.com', password: 'se:cret' },
      },
    ],
    ['smtp://[::1]:2525/', { host: '::1', port: 2525, isTls: false, auth: null }],
  ])('%s is read', (url, server) => {
    const env = { PATCHBAY_SMTP_URL: url, PATCHBAY_MAIL_FROM: from }
    expect(readConfig(env).mail).toEqual({ ...server, from })
  })

  it('is none where neither variable is set', () => {
    expect(readConfig({}).mail).toBeUndefined()
  })

  it.each([
    [{ PATCHBAY_SMTP_URL: 'smtp://mail.example.com' }, /PATCHBAY_MAIL_FROM must be set/],
    [{ PATCHBAY_MAIL_FROM: from }, /PATCHBAY_SMTP_URL must be set/],
    [
      { PATCHBAY_SMTP_URL: 'https://mail.example.com', PATCHBAY_MAIL_FROM: from },
      /SMTP_URL must be an address/,
    ],
    [
      { PATCHBAY_SMTP_URL: 'smtp://u:p%@mail.example', PATCHBAY_MAIL_FROM: from },
      /SMTP_URL must be an address/,
    ],
    [{ PATCHBAY_SMTP_URL: 'smtp://only-user@mail.example', PATCHBAY_MAIL_FROM: from }, /SMTP_URL must be/],
    [{ PATCHBAY_SMTP_URL: 'smtp://m.example/path', PATCHBAY_MAIL_FROM: from }, /SMTP_URL must be/],
    [
      { PATCHBAY_SMTP_URL: 'smtp://m.example', PATCHBAY_MAIL_FROM: 'Patchbay' },
      /MAIL_FROM must be an address/,
    ],
    [
      { PATCHBAY_SMTP_URL: 'smtp://m.example', PATCHBAY_MAIL_FROM: 'a@b.example\nBcc: x@y' },
      /MAIL_FROM must be/,
    ],
  ])('%j is a mistake that is named', (env, says) => {
    expect(() => readConfig(env)).toThrow(says)
  })

  it('shows its password in no message', () => {
    const env = { PATCHBAY_SMTP_URL: 'smtps://user:leaked-4f1d@mail.example/path', PATCHBAY_PORT: 'x' }
    try {
      readConfig(env)
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigError)
      expect((error as Error).message).not.toContain('leaked-4f1d')
    }
  })
})
