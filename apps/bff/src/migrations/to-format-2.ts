import { join } from 'node:path'
import { changeRecords } from './change-records.ts'

/** The one user that there was is who owns Patchbay. */
const ofOlderUsers = {
  email: null,
  role: 'owner',
  status: 'active',
  createdBy: null,
  lastSignInAt: null,
}

/** Users have a role, a status and an email address. */
export function toFormat2(root: string): Promise<void> {
  return changeRecords(join(root, 'users'), (user) => {
    const isNew = Object.keys(ofOlderUsers).every((member) => member in user)
    return isNew ? null : { ...user, ...ofOlderUsers, ...pick(user, ofOlderUsers) }
  })
}

/** What a user has already of these members. */
function pick(user: Readonly<Record<string, unknown>>, members: object): object {
  return Object.fromEntries(Object.entries(user).filter(([name]) => name in members))
}
