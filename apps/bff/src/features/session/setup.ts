import type { Deps } from '../../deps.ts'
import { HttpProblem } from '../../http/http-problem.ts'
import { newId } from '../../new-id.ts'
import type { UserRecord } from '../../records/user.ts'
import { hashNewPassword } from './guessable-password.ts'
import { hashPassword } from './password.ts'

type SetupDeps = Pick<Deps, 'records' | 'vault' | 'store'>

/** The owner who was first, at the first start or by single sign-on. */
export async function findAdministrator({ records }: Pick<Deps, 'records'>): Promise<UserRecord | null> {
  const page = await records.users.list({
    where: { role: 'owner' },
    sort: { by: 'createdAt', direction: 'asc' },
    limit: 1,
  })
  return page.items[0] ?? null
}

/** Derived rather than stored: the printed link stays good over restarts until it is used. */
function setupToken({ vault }: SetupDeps): string {
  return vault.derive('session-cookies').mac('setup-link')
}

/** The one-time link; the token is in the fragment, so that no server or proxy logs it. */
export function setupLink(deps: SetupDeps, origin: string): string {
  return `${origin}/setup#token=${setupToken(deps)}`
}

/** Until they say who they are. */
export const firstHolder = { name: 'Admin', email: null }

/**
 * @param makeHash unless told, of any password
 * @throws HttpProblem `setup_done`, and whatever `makeHash` throws
 */
export function createAdministrator(
  deps: SetupDeps,
  password: string,
  makeHash: (password: string) => Promise<string> = hashPassword,
): Promise<UserRecord> {
  return deps.store.withLock('setup', async () => {
    if ((await findAdministrator(deps)) !== null) {
      throw new HttpProblem(
        'setup_done',
        'The setup link was used already. Sign in with the password set then.',
      )
    }
    return deps.records.users.insert({
      id: newId('usr'),
      ...firstHolder,
      role: 'owner',
      status: 'active',
      passwordHash: await makeHash(password),
      createdAt: new Date().toISOString(),
      createdBy: null,
      lastSignInAt: null,
    })
  })
}

/** @throws HttpProblem `setup_done`, `wrong_setup_token`, `invalid_value` */
export function completeSetup(deps: SetupDeps, { token, password }: { token: string; password: string }) {
  if (!deps.vault.derive('session-cookies').verify('setup-link', token)) {
    throw new HttpProblem(
      'wrong_setup_token',
      'This setup link is not valid. Use the one printed at the last start.',
    )
  }
  return createAdministrator(deps, password, (each) => hashNewPassword(each, firstHolder))
}
