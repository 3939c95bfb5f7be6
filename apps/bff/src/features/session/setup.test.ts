import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { completeSetup, getSession, getSetup, signIn } from '@patchbay/contracts/session'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { adminPassword, startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'

const started: TestPatchbay[] = []
let patchbay: TestPatchbay
beforeEach(async () => {
  patchbay = await startTestPatchbay({ env: { PATCHBAY_ADMIN_PASSWORD: '' } })
  started.push(patchbay)
})
afterAll(() => Promise.all(started.map((each) => each.stop())))

const password = 'a new password'

function tokenOf(link: string | null): string {
  const url = new URL(link ?? '')
  expect(url.href).toMatch(new RegExp(`^${patchbay.url}/setup#token=[\\w-]{43}$`))
  return new URLSearchParams(url.hash.slice(1)).get('token') ?? ''
}

describe('the setup link', () => {
  it('sets the password once, signs in, and is refused from then on', async () => {
    const client = patchbay.visitor()
    const token = tokenOf(patchbay.setupLink())
    expect(await client.ok(getSetup)).toEqual({ required: true })
    await client.ok(completeSetup, { body: { token, password } })
    await client.ok(getSession)
    expect(await client.ok(getSetup)).toEqual({ required: false })
    const again = await patchbay
      .visitor()
      .refused(completeSetup, { body: { token, password: 'another one' } })
    expect(again).toMatchObject({ status: 409, code: 'setup_done' })
    await patchbay.visitor().ok(signIn, { body: { password } })
  })

  it('stays good over a restart until it is used, then no other is given', async () => {
    const link = patchbay.setupLink()
    await patchbay.restart()
    expect(patchbay.setupLink()).toBe(link)
    const body = { token: tokenOf(link), password }
    await patchbay.visitor().ok(completeSetup, { body })
    await patchbay.restart()
    expect(patchbay.setupLink()).toBeNull()
    expect(await patchbay.visitor().refused(completeSetup, { body })).toMatchObject({ code: 'setup_done' })
  })

  it('used by many at once serves one of them', async () => {
    const token = tokenOf(patchbay.setupLink())
    const answers = await Promise.all(
      Array.from({ length: 5 }, (_, number) =>
        patchbay.visitor().call(completeSetup, { body: { token, password: `password ${number}` } }),
      ),
    )
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(4)
  })

  it('with another token is refused, and nothing is set', async () => {
    const token = tokenOf(patchbay.setupLink())
    const client = patchbay.visitor()
    for (const wrong of ['x', `${token}A`, `${token}=`]) {
      const refusal = await client.refused(completeSetup, { body: { token: wrong, password } })
      expect(refusal).toMatchObject({ status: 401, code: 'wrong_setup_token' })
    }
    expect(await client.ok(getSetup)).toEqual({ required: true })
  })

  it('with a short password is refused, and can be used again', async () => {
    const token = tokenOf(patchbay.setupLink())
    const client = patchbay.visitor()
    const { problem } = await client.refused(completeSetup, { body: { token, password: 'seven77' } })
    expect(problem).toMatchObject({
      status: 422,
      errors: [{ path: 'password', message: 'Write at least 8 characters.' }],
    })
    await client.ok(completeSetup, { body: { token, password } })
  })

  it('is not needed, and nobody can sign in, where nothing is set up yet', async () => {
    const refusal = await patchbay.visitor().refused(signIn, { body: { password: 'x' } })
    expect(refusal).toMatchObject({ status: 401, code: 'wrong_password' })
    expect(refusal.problem.detail).toMatch(/setup link/)
  })

  it('is in no log', async () => {
    const token = tokenOf(patchbay.setupLink())
    await patchbay.visitor().ok(completeSetup, { body: { token, password } })
    expect(patchbay.log.text()).not.toContain(token)
    expect(patchbay.log.text()).not.toContain(password)
  })
})

describe('the password', () => {
  it('is kept as argon2id', async () => {
    await patchbay.visitor().ok(completeSetup, { body: { token: tokenOf(patchbay.setupLink()), password } })
    const dir = join(patchbay.dir, 'users')
    const [file = ''] = await readdir(dir)
    const text = await readFile(join(dir, file), 'utf8')
    expect(text).toContain('$argon2id$v=19$m=19456,t=2,p=1$')
    expect(text).not.toContain(password)
  })

  it('is the same however its letters are composed', async () => {
    const token = tokenOf(patchbay.setupLink())
    await patchbay.visitor().ok(completeSetup, { body: { token, password: 'Zoe\u0308 Zoe\u0308' } })
    await patchbay.visitor().ok(signIn, { body: { password: 'Zoë Zoë' } })
  })

  it('of PATCHBAY_ADMIN_PASSWORD counts at the first start only', async () => {
    await patchbay.visitor().ok(completeSetup, { body: { token: tokenOf(patchbay.setupLink()), password } })
    await patchbay.restart({ PATCHBAY_ADMIN_PASSWORD: adminPassword })
    await patchbay.visitor().ok(signIn, { body: { password } })
    expect(await patchbay.visitor().refused(signIn, { body: { password: adminPassword } })).toMatchObject({
      status: 401,
    })
  })

  it('of PATCHBAY_ADMIN_PASSWORD makes the setup link of an earlier start void', async () => {
    const token = tokenOf(patchbay.setupLink())
    await patchbay.restart({ PATCHBAY_ADMIN_PASSWORD: adminPassword })
    expect(patchbay.setupLink()).toBeNull()
    const refusal = await patchbay.visitor().refused(completeSetup, { body: { token, password } })
    expect(refusal).toMatchObject({ code: 'setup_done' })
  })
})
