import { describe, expect, it } from 'vitest'
import { json, page, startOddServer } from '../../testing/odd-server.ts'
import { startTestPatchbay } from '../../testing/test-patchbay.ts'

describe('a provider that does not answer as it should', () => {
  async function expectSaid(issuer: string) {
    const patched = await startTestPatchbay({
      env: { PATCHBAY_OIDC_CLIENT_ID: 'patchbay', PATCHBAY_OIDC_ISSUER: issuer },
    })
    try {
      const { status, text } = await patched.visitor().send('GET', '/sign-in/oidc')
      expect(status).toBe(502)
      expect(text).toContain('Signing in is not possible')
      expect(text).toContain('href="/sign-in"')
      await patched.signedIn()
    } finally {
      await patched.stop()
    }
  }

  it('is said so plainly, with a way back, where it is away', () => expectSaid('http://127.0.0.1:9'))

  it('and where it talks rubbish', async () => {
    const odd = await startOddServer()
    const issuer = `${odd.origin}/identity`
    try {
      for (const answer of [
        page('<p>Hello</p>', 200),
        json({ issuer: 'https://other.example.com' }),
        json({ issuer, authorization_endpoint: 5 }),
      ]) {
        odd.answer('discovery', answer)
        await expectSaid(issuer)
      }
    } finally {
      await odd.stop()
    }
  })
})
