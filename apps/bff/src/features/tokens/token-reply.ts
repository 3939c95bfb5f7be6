import type { getToken } from '@patchbay/contracts/connections'
import type { ReplyInputOf } from '@patchbay/contracts/endpoint'
import type { Fresh } from '../../credentials/fresh-credentials.ts'
import { tokenOf } from '../../credentials/request-headers.ts'

/** What a program gets. @throws HttpProblem `no_token` */
export function tokenReply({ record, credentials }: Fresh): ReplyInputOf<typeof getToken> {
  const { accessToken, tokenType } = tokenOf(credentials)
  return {
    accessToken,
    tokenType,
    expiresAt: record.token?.expiresAt ?? null,
    facts: { ...record.token?.facts },
  }
}
