import { changePassword } from '@patchbay/contracts/account'
import { acceptInvitation } from '@patchbay/contracts/invitations'
import { completeSetup, signIn } from '@patchbay/contracts/session'
import { inviteUser } from '@patchbay/contracts/users'
import { dictionary } from '@zxcvbn-ts/language-common'
import { afterEach, describe, expect, it } from 'vitest'
import { chosenPassword, owner, tokenOf } from '../../testing/inviting.ts'
import { adminPassword, startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'
import { guessableBy } from './guessable-password.ts'

const mira = { name: 'Mira Vos', email: 'm.vos-janssen@bakery.example' }
const mostUsed = 'one of the most used passwords'
const ofWords = 'made of your name, your email address or “Patchbay”'

describe('a password that is guessed first', () => {
  it.each(['password123', 'Password123', 'PASSWORD123 ', '1q2w3e4r5t', '１２３４５６７８'])(
    'is a most used one: %s',
    async (password) => expect(await guessableBy(password, mira)).toBe(mostUsed),
  )

  it.each([
    'patchbay',
    'Patchbay-2026!',
    'mira.vos',
    'VosMira1',
    'm.vos-janssen@bakery.example',
    'bakery#42',
  ])('is made of what is around it: %s', async (password) =>
    expect(await guessableBy(password, mira)).toBe(ofWords),
  )

  it.each([
    adminPassword,
    chosenPassword,
    'patchbay mends the sea',
    'miraculous',
    '90210 4711 !',
    '汉字汉字汉字汉字',
  ])('is not this one: %s', async (password) => expect(await guessableBy(password, mira)).toBeNull())
})

it('more than the 3,000 most used passwords of at least eight characters are known', () => {
  const long = dictionary['passwords-common'].filter(({ length }) => length >= 8)
  expect(new Set(long).size).toBeGreaterThan(3000)
  // What is compared with them is in lower case.
  expect(long.filter((each) => each !== each.toLowerCase())).toEqual([])
})

let patchbay: TestPatchbay | undefined
afterEach(async () => {
  await patchbay?.stop()
  patchbay = undefined
})
const refusal = {
  status: 422,
  problem: { errors: [{ path: 'password', message: expect.stringContaining('Write some words') }] },
}

describe('it is refused', () => {
  it('at the setup, whose link stays good', async () => {
    patchbay = await startTestPatchbay({ env: { PATCHBAY_ADMIN_PASSWORD: '' } })
    const token = tokenOf(patchbay.setupLink() ?? '')
    const client = patchbay.visitor()
    for (const password of ['baseball', 'patchbay-admin']) {
      expect(await client.refused(completeSetup, { body: { token, password } })).toMatchObject(refusal)
    }
    await client.ok(completeSetup, { body: { token, password: chosenPassword } })
  })

  it('by an invitation, whose link stays good, and when the password is changed', async () => {
    patchbay = await startTestPatchbay()
    const by = await owner(patchbay)
    const { link } = await by.ok(inviteUser, { body: { ...mira, role: 'admin' } })
    const token = tokenOf(link.url)
    const client = patchbay.visitor()
    // By the name that is chosen with it, too.
    const asked = { token, name: 'Wilhelmina', password: 'wilhelmina1' }
    expect(await client.refused(acceptInvitation, { body: asked })).toMatchObject(refusal)
    await client.ok(acceptInvitation, { body: { token, password: chosenPassword } })
    for (const password of ['sunshine', 'miravos2026']) {
      const body = { currentPassword: chosenPassword, password }
      expect(await client.refused(changePassword, { body })).toMatchObject(refusal)
    }
  })
})

it('whoever has such a password already gets in; the first one is warned of without showing it', async () => {
  patchbay = await startTestPatchbay({ env: { PATCHBAY_ADMIN_PASSWORD: 'baseball' } })
  await patchbay.visitor().ok(signIn, { body: { password: 'baseball' } })
  expect(patchbay.log.text()).toContain(`PATCHBAY_ADMIN_PASSWORD is ${mostUsed}`)
  expect(patchbay.log.text()).not.toContain('baseball')
})
