import { changePassword } from '@patchbay/contracts/account'
import { getSession, signIn } from '@patchbay/contracts/session'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ApiClient } from '../../testing/api-client.ts'
import { chosenPassword } from '../../testing/inviting.ts'
import { adminPassword, startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'

let patchbay: TestPatchbay
beforeAll(async () => {
  patchbay = await startTestPatchbay()
})
afterAll(() => patchbay.stop())

it('whoever signs in with a password while it is changed is not signed in after that', async () => {
  const owner = await patchbay.signedIn()
  const others: ApiClient[] = []
  const changed = new AbortController()
  // Without a pause, so that some are looked at before the change and done after it; fewer than would have to wait.
  const goOn = async () => {
    while (!changed.signal.aborted) {
      const visitor = patchbay.visitor()
      await visitor.call(signIn, { body: { password: adminPassword } })
      others.push(visitor)
    }
  }
  const change = async () => {
    const body = { currentPassword: adminPassword, password: chosenPassword }
    await owner.ok(changePassword, { body })
    changed.abort()
  }
  await Promise.all([goOn(), goOn(), goOn(), goOn(), change()])
  for (const visitor of others) expect((await visitor.call(getSession)).status).toBe(401)
  await owner.ok(getSession)
})
