import { getAccount, updateAccount } from '@patchbay/contracts/account'
import { acceptInvitation } from '@patchbay/contracts/invitations'
import type { Role } from '@patchbay/contracts/roles'
import { inviteUser } from '@patchbay/contracts/users'
import type { ApiClient } from './api-client.ts'
import type { TestPatchbay } from './test-patchbay.ts'

export const ownerEmail = 'owner@example.com'
export const chosenPassword = 'chosen by who was invited'

/** The first user with an email address, without which nobody can be invited. */
export async function owner(patchbay: TestPatchbay): Promise<ApiClient> {
  const client = await patchbay.signedIn()
  const { version } = await client.ok(getAccount)
  await client.ok(updateAccount, { body: { version, email: ownerEmail } })
  return client
}

let last = 0

export function newcomer(role: Role = 'admin') {
  last += 1
  return { name: `${role} ${last}`, email: `${role}-${last}@example.com`, role }
}

export function tokenOf(url: string): string {
  return new URLSearchParams(new URL(url).hash.slice(1)).get('token') ?? ''
}

export interface Newcomer {
  readonly id: string
  readonly name: string
  readonly email: string
  /** A browser of theirs, signed in. */
  readonly client: ApiClient
}

/** Somebody who was invited, and has opened the link. */
export async function invited(
  patchbay: TestPatchbay,
  by: ApiClient,
  role: Role = 'admin',
): Promise<Newcomer> {
  const body = newcomer(role)
  const { id, link } = await by.ok(inviteUser, { body })
  const client = patchbay.visitor()
  await client.ok(acceptInvitation, { body: { token: tokenOf(link.url), password: chosenPassword } })
  return { ...body, id, client }
}
