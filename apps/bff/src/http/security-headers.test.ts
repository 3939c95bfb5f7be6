import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestPatchbay, type TestPatchbay } from '../testing/test-patchbay.ts'

let patchbay: TestPatchbay
beforeAll(async () => {
  patchbay = await startTestPatchbay()
})
afterAll(() => patchbay.stop())

const directivesOf = (headers: Headers) =>
  Object.fromEntries(
    (headers.get('content-security-policy') ?? '').split(';').map((each) => {
      const [name = '', ...sources] = each.trim().split(' ')
      return [name, sources.join(' ')]
    }),
  )

describe.each(['/', '/api/session', '/healthz', '/connections', '/assets/none.js'])('%s', (path) => {
  it('has a content security policy without inline code or foreign hosts', async () => {
    const { headers } = await patchbay.visitor().send('GET', path)
    const directives = directivesOf(headers)
    expect(directives).toMatchObject({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self'",
      'base-uri': "'none'",
      'object-src': "'none'",
      'frame-ancestors': "'none'",
    })
    expect(Object.values(directives).join(' ')).not.toMatch(/unsafe|http|\*|data:/)
  })

  it('has the other headers, and does not say what it runs on', async () => {
    const { headers } = await patchbay.visitor().send('GET', path)
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin-allow-popups',
    })
    expect(headers.get('x-powered-by')).toBeNull()
    expect(headers.get('access-control-allow-origin')).toBeNull()
    // By http it would only lock out whoever moves to another port of localhost.
    expect(headers.get('strict-transport-security')).toBeNull()
  })
})
