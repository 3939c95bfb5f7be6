import { hash } from 'node:crypto'
import { userLinkLifetimeMs } from '@patchbay/contracts/users'
import { randomToken } from '../../new-id.ts'
import type { UserLinkPart } from '../../records/user.ts'

/** What is kept of a link, and its token, which is in the link and nowhere else. */
export function newUserLink(userId: string, createdBy: string): { token: string; link: UserLinkPart } {
  const secret = randomToken()
  const now = Date.now()
  return {
    token: `${userId}.${secret}`,
    link: {
      secretHash: hash('sha256', secret, 'base64url'),
      createdAt: new Date(now).toISOString(),
      createdBy,
      expiresAt: new Date(now + userLinkLifetimeMs).toISOString(),
    },
  }
}

/** Where a link leads. The token is in the fragment, so that no server or proxy logs it. */
export function userLinkUrl(origin: string, token: string): string {
  return `${origin}/invite#token=${token}`
}
