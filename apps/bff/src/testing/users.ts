import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { hashPassword } from '../features/session/password.ts'
import { newId } from '../new-id.ts'
import type { UserRecord } from '../records/user.ts'
import type { TestPatchbay } from './test-patchbay.ts'

export const userPassword = 'a password of somebody else'

export type UserParts = Partial<Omit<UserRecord, 'id' | 'version'>>

/** Somebody who was invited before, and has chosen `userPassword`. */
export async function userRecord(parts: UserParts = {}): Promise<UserRecord> {
  const now = new Date().toISOString()
  return {
    id: newId('usr'),
    version: 1,
    name: 'Mira',
    email: 'mira@example.com',
    role: 'admin',
    status: 'active',
    passwordHash: await hashPassword(userPassword),
    createdAt: now,
    createdBy: null,
    lastSignInAt: null,
    ...parts,
  }
}

/** Users as they would be found at a start. */
export async function addUsers(patchbay: TestPatchbay, ...users: UserRecord[]): Promise<void> {
  await patchbay.restart({}, async () => {
    for (const user of users) {
      await writeFile(join(patchbay.dir, 'users', `${user.id}.json`), JSON.stringify(user), { mode: 0o600 })
    }
  })
}
