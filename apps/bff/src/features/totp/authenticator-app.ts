import type { Totp } from '@patchbay/contracts/totp'
import { HttpProblem, notFound } from '../../http/http-problem.ts'
import { modify } from '../../records/modify.ts'
import { totpContext, type TotpRecord, type UserRecord } from '../../records/user.ts'
import type { SignInDeps } from '../../sign-in/sign-in-deps.ts'
import type { Sealed } from '../../vault/sealed.ts'
import { hasTotp, newTotpSecret, takeCode, totpAddress } from '../../sign-in/totp.ts'

function inUse(): HttpProblem {
  return new HttpProblem(
    'in_use',
    'An authenticator app is set up already. Remove it before you add another.',
  )
}

const unconfirmed: TotpRecord = { confirmedAt: null, lastStep: 0 }

function put(user: UserRecord, totpSecret: Sealed): UserRecord {
  if (hasTotp(user)) throw inUse()
  return { ...user, totp: unconfirmed, totpSecret }
}

export async function presentTotp({ records }: SignInDeps, userId: string): Promise<Totp> {
  return { confirmedAt: (await records.users.get(userId))?.totp?.confirmedAt ?? null }
}

/** A secret that counts for nothing yet, in place of one that was never confirmed. @throws HttpProblem `in_use` */
export async function start({ records, vault }: SignInDeps, { id, name, email }: UserRecord) {
  const secret = newTotpSecret()
  const sealed = vault.seal(secret, totpContext(id))
  await modify(records.users, id, (user) => put(user, sealed))
  return { secret, address: totpAddress(secret, email ?? name) }
}

/** @throws HttpProblem `wrong_code`, `too_many_attempts`, `in_use` */
export async function confirm(deps: SignInDeps, userId: string, code: string): Promise<Totp> {
  const { confirmedAt } = await presentTotp(deps, userId)
  if (confirmedAt !== null) throw inUse()
  const now = new Date().toISOString()
  await deps.limits.code.run(userId, () =>
    takeCode(deps, { userId, code }, (totp) => ({ ...totp, confirmedAt: now })),
  )
  return { confirmedAt: now }
}

/** @throws HttpProblem `not_found` */
export async function remove({ records }: SignInDeps, userId: string): Promise<void> {
  const user = await records.users.get(userId)
  if (user === null || (user.totp ?? null) === null) throw notFound('authenticator app')
  await modify(records.users, userId, (current) => ({ ...current, totp: null, totpSecret: null }))
}
