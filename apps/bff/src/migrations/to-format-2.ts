import { join } from 'node:path'
import { changeRecords, type StoredMembers } from './change-records.ts'

/** The one user that there was is who owns Patchbay. */
const ofOlderUsers = {
  email: null,
  role: 'owner',
  status: 'active',
  createdBy: null,
  lastSignInAt: null,
}

/** There was no other way to sign in. */
const ofOlderSessions = { how: 'password', address: null, userAgent: null }

/** Users have a role, a status and an email address; sessions say by what they began, and where. */
export async function toFormat2(root: string): Promise<void> {
  await addMembers(join(root, 'users'), ofOlderUsers)
  await addMembers(join(root, 'sessions'), ofOlderSessions)
}

/** What a record has already of the members stays. */
function addMembers(folder: string, members: object): Promise<void> {
  return changeRecords(folder, (record) => {
    const isNew = Object.keys(members).every((member) => member in record)
    return isNew ? null : { ...record, ...members, ...pick(record, members) }
  })
}

function pick(record: StoredMembers, members: object): object {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name in members))
}
