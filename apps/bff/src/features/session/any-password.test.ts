import { signIn } from '@patchbay/contracts/session'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'

/** Longer than what bcrypt would look at, of letters and signs of any kind, with a space at either end. */
const password = ` ${'только буквы 汉字 🔑 '.repeat(8)}end `

let patchbay: TestPatchbay
beforeAll(async () => {
  patchbay = await startTestPatchbay({ env: { PATCHBAY_ADMIN_PASSWORD: password } })
})
afterAll(() => patchbay.stop())

const statusWith = async (text: string) =>
  (await patchbay.visitor().call(signIn, { body: { password: text } })).status

it('a password of any length and composition signs in', async () => {
  expect(password.length).toBeGreaterThan(128)
  expect(await statusWith(password)).toBe(201)
})

it.each([
  ['its beginning', password.slice(0, 72)],
  ['another case', password.toUpperCase()],
  ['no space around it', password.trim()],
])('%s does not', async (_what, text) => {
  expect(await statusWith(text)).toBe(401)
})
