import { timingSafeEqual, createHash } from 'node:crypto'
import type { Account, AccountClaims } from 'oidc-provider'

/** The one user of every stand-in. Printed on the pages: nothing here is worth protecting. */
export const user = { name: 'admin', password: 'sandbox', email: 'admin@sandbox.example' } as const

const claims: AccountClaims = {
  sub: user.name,
  name: 'Sandbox Admin',
  given_name: 'Sandbox',
  family_name: 'Admin',
  preferred_username: user.name,
  email: user.email,
  email_verified: true,
  phone_number: '+1 555 0100',
  phone_number_verified: false,
}

export const claimsByScope = {
  openid: ['sub'],
  profile: ['name', 'given_name', 'family_name', 'preferred_username'],
  email: ['email', 'email_verified'],
  phone: ['phone_number', 'phone_number_verified'],
}

export function findAccount(accountId: string): Account | undefined {
  return accountId === user.name ? { accountId, claims: () => claims } : undefined
}

/** Where user names are e-mail addresses, that is the name. */
export function accountOf(userName: string): string | undefined {
  const known: string[] = [user.name, user.email]
  return known.includes(userName.trim().toLowerCase()) ? user.name : undefined
}

export function isUser(name: string, password: string): boolean {
  return accountOf(name) !== undefined && timingSafeEqual(digest(password), digest(user.password))
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
