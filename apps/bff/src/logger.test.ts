import { ClientError } from 'openid-client'
import { describe, expect, it } from 'vitest'
import { createLogger, loggedError } from './logger.ts'
import { translateOAuthError } from './oauth/oauth-error.ts'
import { logLines } from './testing/log-lines.ts'

const secret = 'leaked-4f1d'

function parseFault(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    return error
  }
}

describe('an error in the log', () => {
  it('is its name, message, code, stack and causes, and nothing else', () => {
    const cause = Object.assign(new TypeError('inside'), { request: { headers: { authorization: secret } } })
    const error = Object.assign(new Error('outside', { cause }), {
      code: 'some_code',
      body: { token: secret },
    })
    const logged = loggedError(error)
    expect(logged).toMatchObject({
      type: 'Error',
      message: 'outside',
      code: 'some_code',
      cause: { type: 'TypeError', message: 'inside' },
    })
    expect(JSON.stringify(logged)).not.toContain(secret)
  })

  it('does not hold the token answer that an OAuth library keeps as its cause', () => {
    const cause = new Response(JSON.stringify({ access_token: secret }))
    const body = Object.assign(new Error('invalid response', { cause: { body: { access_token: secret } } }), {
      response: cause,
    })
    const error = translateOAuthError(new ClientError('something went wrong', { cause: body }))
    const log = logLines()
    createLogger('trace', log).error({ err: error }, 'failed')
    expect(log.text()).toContain('invalid response')
    expect(log.text()).not.toContain(secret)
  })

  it('does not quote text that could not be parsed', () => {
    const cause = parseFault(secret)
    expect(String(cause)).toContain(secret)
    const logged = JSON.stringify(loggedError(new TypeError('failed', { cause })))
    expect(logged).toContain('SyntaxError')
    expect(logged).not.toContain(secret)
  })

  it('that is no Error is not written out', () => {
    expect(JSON.stringify(loggedError({ access_token: secret }))).not.toContain(secret)
    expect(JSON.stringify(loggedError(secret))).not.toContain(secret)
  })
})

describe('the log', () => {
  it.each(['password', 'clientSecret', 'accessToken', 'refreshToken', 'state', 'codeVerifier', 'cookie'])(
    'leaves out a member named %s, also inside others',
    (name) => {
      const log = logLines()
      createLogger('info', log).info({ [name]: secret, a: { [name]: secret, b: { [name]: secret } } }, 'said')
      expect(log.text()).not.toContain(secret)
      expect(log.lines()).toMatchObject([{ msg: 'said' }])
    },
  )
})
