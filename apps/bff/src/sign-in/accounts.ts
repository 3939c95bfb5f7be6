import type { Deps } from '../deps.ts'
import type { UserRecord } from '../records/user.ts'
import type { Page } from '../stores/store.ts'

type AccountDeps = Pick<Deps, 'records'>

/** The form in which emails are kept and compared. */
export function foldEmail(email: string): string {
  return email.normalize('NFKC').trim().toLowerCase()
}

export async function userWithEmail({ records }: AccountDeps, email: string): Promise<UserRecord | null> {
  const { items } = await records.users.list({
    where: { email: foldEmail(email) },
    sort: { by: 'createdAt', direction: 'asc' },
    limit: 1,
  })
  return items[0] ?? null
}

/** Those who may sign in, the oldest first. */
export async function* activeUsers({ records }: AccountDeps): AsyncGenerator<UserRecord> {
  let after: string | null = null
  do {
    const page: Page<UserRecord> = await records.users.list({
      where: { status: 'active' },
      sort: { by: 'createdAt', direction: 'asc' },
      ...(after === null ? {} : { after }),
      limit: 200,
    })
    yield* page.items
    after = page.next
  } while (after !== null)
}

/** Those who sign in with a password, the oldest first, and no more of them than asked for. */
export async function usersWithPassword(deps: AccountDeps, atMost: number): Promise<UserRecord[]> {
  const found: UserRecord[] = []
  for await (const user of activeUsers(deps)) {
    if (user.passwordHash !== null) found.push(user)
    if (found.length >= atMost) break
  }
  return found
}
