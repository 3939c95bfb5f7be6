import { getSession, signIn } from '@patchbay/contracts/session'
import { getSignInOptions } from '@patchbay/contracts/sign-in'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { adminPassword, startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'
import { addUsers, userPassword, userRecord } from '../../testing/users.ts'

let patchbay: TestPatchbay
beforeEach(async () => {
  patchbay = await startTestPatchbay()
})
afterEach(() => patchbay.stop())

const mira = { email: 'mira@example.com', password: userPassword }

describe('the only user', () => {
  it('needs no email, and the page does not ask for one', async () => {
    const visitor = patchbay.visitor()
    expect(await visitor.ok(getSignInOptions)).toEqual({
      email: false,
      password: true,
      passkeys: false,
      sso: null,
    })
    await visitor.ok(signIn, { body: { password: adminPassword } })
  })

  it('is the only one also beside users who have no password, or may not sign in', async () => {
    await addUsers(
      patchbay,
      await userRecord({ email: 'a@example.com', status: 'invited', passwordHash: null }),
      await userRecord({ email: 'b@example.com', status: 'disabled' }),
    )
    expect(await patchbay.visitor().ok(getSignInOptions)).toMatchObject({ email: false })
    await patchbay.visitor().ok(signIn, { body: { password: adminPassword } })
  })
})

describe('one of several users', () => {
  it('has to write an email', async () => {
    await addUsers(patchbay, await userRecord())
    expect(await patchbay.visitor().ok(getSignInOptions)).toMatchObject({ email: true })
    const { problem } = await patchbay.visitor().refused(signIn, { body: { password: adminPassword } })
    expect(problem).toMatchObject({
      status: 422,
      errors: [{ path: 'email', message: 'Write your email address.' }],
    })
  })

  it('is known by it however it is written', async () => {
    await addUsers(patchbay, await userRecord())
    for (const email of ['mira@example.com', ' Mira@EXAMPLE.com ', 'ｍira@example.com']) {
      const visitor = patchbay.visitor()
      await visitor.ok(signIn, { body: { ...mira, email } })
      expect(await visitor.ok(getSession)).toMatchObject({ user: { name: 'Mira', role: 'admin' } })
    }
  })

  it('does not get in by the password of another', async () => {
    await addUsers(patchbay, await userRecord())
    const body = { ...mira, password: adminPassword }
    expect(await patchbay.visitor().refused(signIn, { body })).toMatchObject({ code: 'wrong_password' })
  })
})

describe('whether an email is known', () => {
  it('is not told by the answer: nobody, disabled, invited and wrong look the same', async () => {
    await addUsers(
      patchbay,
      await userRecord({ email: 'invited@example.com', status: 'invited', passwordHash: null }),
      await userRecord({ email: 'disabled@example.com', status: 'disabled' }),
      await userRecord(),
    )
    const tries = [
      { ...mira, password: 'wrong' },
      { ...mira, email: 'nobody@example.com' },
      { ...mira, email: 'disabled@example.com' },
      { ...mira, email: 'invited@example.com' },
    ]
    const problems = []
    for (const body of tries) problems.push((await patchbay.visitor().refused(signIn, { body })).problem)
    for (const problem of problems) expect(problem).toEqual(problems[0])
    expect(problems[0]).toMatchObject({ status: 401, detail: 'The email or the password is not right.' })
  })
})
