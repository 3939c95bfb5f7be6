import type { Deps } from '../deps.ts'
import type { UserRecord } from '../records/user.ts'

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

/** Those who sign in with a password, the oldest first, and no more of them than asked for. */
export async function usersWithPassword({ records }: AccountDeps, atMost: number): Promise<UserRecord[]> {
  const found: UserRecord[] = []
  let after: string | null = null
  do {
    const page = await records.users.list({
      where: { status: 'active' },
      sort: { by: 'createdAt', direction: 'asc' },
      ...(after === null ? {} : { after }),
      limit: 200,
    })
    found.push(...page.items.filter(({ passwordHash }) => passwordHash !== null))
    after = page.next
  } while (after !== null && found.length < atMost)
  return found.slice(0, atMost)
}
