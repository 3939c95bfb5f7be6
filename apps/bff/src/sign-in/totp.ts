import { Secret, TOTP } from 'otpauth'
import type { Deps } from '../deps.ts'
import { HttpProblem } from '../http/http-problem.ts'
import { modify } from '../records/modify.ts'
import { totpContext, type TotpRecord, type UserRecord } from '../records/user.ts'

type TotpDeps = Pick<Deps, 'records' | 'vault'>

/** RFC 6238 with the parameters that every app knows: SHA-1, six digits, thirty seconds. */
const parameters = { issuer: 'Patchbay', algorithm: 'SHA1', digits: 6, period: 30 }
/** RFC 6238 section 5.2: one step of delay, for clocks that differ and people who type. */
const drift = 1
/** RFC 4226 section 4 recommends 160 bits. */
const secretBytes = 20

export function newTotpSecret(): string {
  return new Secret({ size: secretBytes }).base32
}

/** What the app reads from the square. */
export function totpAddress(secret: string, account: string): string {
  return new TOTP({ ...parameters, label: account, secret }).toString()
}

export function hasTotp(user: UserRecord): boolean {
  return (user.totp?.confirmedAt ?? null) !== null
}

/** The step that a code is of; null: it is not right, or was used already. */
function stepOf(secret: string, code: string, { lastStep }: TotpRecord): number | null {
  const totp = new TOTP({ ...parameters, secret })
  const delta = totp.validate({ token: code.replaceAll(/\s/g, ''), window: drift })
  const step = delta === null ? null : totp.counter() + delta
  return step === null || step <= lastStep ? null : step
}

/**
 * Takes a code, once (RFC 6238 section 5.2).
 *
 * @param change what else its being right means
 * @throws HttpProblem `wrong_code`
 */
export async function takeCode(
  { records, vault }: TotpDeps,
  { userId, code }: { readonly userId: string; readonly code: string },
  change: (totp: TotpRecord) => TotpRecord = (totp) => totp,
): Promise<void> {
  let isTaken = false
  await modify(records.users, userId, (user) => {
    const { totp = null, totpSecret = null } = user
    const secret = totpSecret === null ? null : vault.open(totpSecret, totpContext(userId))
    const step = totp === null || secret === null ? null : stepOf(secret, code, totp)
    isTaken = step !== null
    return totp === null || step === null ? null : { ...user, totp: change({ ...totp, lastStep: step }) }
  })
  if (isTaken) return
  throw new HttpProblem(
    'wrong_code',
    'This code is not right, or was used before. Write the one that your app shows now.',
  )
}
