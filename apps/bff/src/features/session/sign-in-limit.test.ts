import { completeSetup, signIn } from '@patchbay/contracts/session'
import { afterEach, describe, expect, it } from 'vitest'
import { asRefusal } from '../../testing/api-client.ts'
import { adminPassword, startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'

let patchbay: TestPatchbay
afterEach(() => patchbay.stop())

const wrong = { body: { password: 'wrong' } }
const right = { body: { password: adminPassword } }

async function failFiveTimes(): Promise<void> {
  for (let tries = 0; tries < 5; tries += 1) {
    expect(await patchbay.visitor().refused(signIn, wrong)).toMatchObject({ status: 401 })
  }
}

describe('after five wrong passwords in a minute', () => {
  it('the next try answers 429 and says when to try again, also with the right password', async () => {
    patchbay = await startTestPatchbay()
    await failFiveTimes()
    for (const input of [wrong, right]) {
      const refusal = await patchbay.visitor().refused(signIn, input)
      expect(refusal).toMatchObject({ status: 429, code: 'too_many_attempts' })
      const seconds = Number(refusal.headers.get('retry-after'))
      expect(seconds).toBeGreaterThan(0)
      expect(seconds).toBeLessThanOrEqual(60)
      expect(refusal.problem.detail).toContain(`Try again in ${seconds} seconds`)
    }
  })

  it('another X-Forwarded-For, case or slash of the path does not help', async () => {
    patchbay = await startTestPatchbay()
    await failFiveTimes()
    const client = patchbay.visitor()
    for (const address of ['203.0.113.7', '203.0.113.8, 10.0.0.1', '::1']) {
      const headers = { 'x-forwarded-for': address, forwarded: `for=${address}`, 'x-real-ip': address }
      expect(await client.refused(signIn, { ...right, headers })).toMatchObject({ status: 429 })
    }
    for (const path of ['/api/session/', '/API/Session', '/api/session?x=1']) {
      const body = JSON.stringify(right.body)
      const answer = await client.send('POST', path, {
        headers: { 'content-type': 'application/json' },
        body,
      })
      expect(asRefusal(answer)).toMatchObject({ status: 429 })
    }
  })

  it('who is signed in goes on working', async () => {
    patchbay = await startTestPatchbay()
    const client = await patchbay.signedIn()
    await failFiveTimes()
    expect((await client.send('GET', '/api/session')).status).toBe(200)
    expect((await client.send('DELETE', '/api/session')).status).toBe(204)
  })

  it('of 20 tries at once at most five are looked at', async () => {
    patchbay = await startTestPatchbay()
    const tries = await Promise.all(Array.from({ length: 20 }, () => patchbay.visitor().call(signIn, wrong)))
    expect(tries.filter(({ status }) => status === 401)).toHaveLength(5)
    expect(tries.filter(({ status }) => status === 429)).toHaveLength(15)
  })
})

describe('the limit', () => {
  it('does not count right passwords, nor bodies that are none', async () => {
    patchbay = await startTestPatchbay()
    for (let tries = 0; tries < 8; tries += 1) {
      await patchbay.visitor().ok(signIn, right)
      expect(await patchbay.visitor().refused(signIn, { body: {} })).toMatchObject({ status: 422 })
    }
    await failFiveTimes()
  })

  it('counts wrong setup tokens too', async () => {
    patchbay = await startTestPatchbay({ env: { PATCHBAY_ADMIN_PASSWORD: '' } })
    const body = { token: 'wrong', password: 'long enough' }
    for (let tries = 0; tries < 5; tries += 1) {
      expect(await patchbay.visitor().refused(completeSetup, { body })).toMatchObject({ status: 401 })
    }
    expect(await patchbay.visitor().refused(completeSetup, { body })).toMatchObject({ status: 429 })
  })
})
