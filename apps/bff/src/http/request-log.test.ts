import { signIn } from '@patchbay/contracts/session'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { adminPassword, startTestPatchbay, type TestPatchbay } from '../testing/test-patchbay.ts'

let patchbay: TestPatchbay
beforeAll(async () => {
  patchbay = await startTestPatchbay()
})
afterAll(() => patchbay.stop())

/** The lines of one request. */
const linesOf = (requestId: string | null) =>
  patchbay.log.lines().filter((line) => line['requestId'] === requestId)

describe('the log of requests', () => {
  it('has a line for each, with method, path, status and the id that the answer carries', async () => {
    const { headers } = await patchbay.visitor().send('GET', '/api/connections?q=needle')
    const lines = linesOf(headers.get('patchbay-request-id'))
    expect(lines).toContainEqual(
      expect.objectContaining({
        req: { method: 'GET', path: '/api/connections' },
        res: { status: 401 },
        msg: 'request completed',
      }),
    )
    expect(patchbay.log.text()).not.toContain('needle')
  })

  it.each([
    '/connection/oauth2callback?code=needle&state=needle',
    '/api/nope?token=needle',
    '/setup?token=needle',
    '/?needle',
  ])('has no query of %s', async (path) => {
    await patchbay.visitor().send('GET', path)
    expect(patchbay.log.text()).not.toContain('needle')
  })

  it('has no body, cookie or other header', async () => {
    const client = patchbay.visitor()
    await client.ok(signIn, { body: { password: adminPassword } })
    const headers = { authorization: 'Bearer needle', 'x-other': 'needle' }
    await client.send('GET', '/api/session', { headers })
    const [, token = ''] = client.cookie.split('=')
    for (const secret of [adminPassword, token, 'needle']) expect(patchbay.log.text()).not.toContain(secret)
  })

  it('does not take its id from the caller', async () => {
    const headers = { 'x-request-id': 'forged', 'patchbay-request-id': 'forged' }
    const answer = await patchbay.visitor().send('GET', '/api/session', { headers })
    expect(answer.headers.get('patchbay-request-id')).toMatch(/^[\da-f-]{36}$/)
    expect(patchbay.log.text()).not.toContain('forged')
  })
})
