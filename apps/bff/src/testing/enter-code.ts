import { user } from '@patchbay/sandbox/account'
import { type Visit, Visitor } from '@patchbay/sandbox/visitor'

/** Somebody opens the page on whichever device, and enters the code. */
export async function enterCode(
  verificationUri: string,
  userCode: string,
  decision: 'allow' | 'deny' = 'allow',
): Promise<Visit> {
  const visitor = new Visitor(new URL(verificationUri).origin)
  const codePage = await visitor.get(verificationUri)
  let page = await visitor.submit(codePage, { user_code: userCode })
  page = await visitor.submit(page, { confirm: 'yes' })
  if (page.text.includes('name="password"')) {
    page = await visitor.submit(page, { userName: user.name, password: user.password })
  }
  return visitor.submit(page, { decision })
}
