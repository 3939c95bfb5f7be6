import { getToken, revokeConnection as revokeEndpoint, testConnection } from '@patchbay/contracts/connections'
import { importTokens as importEndpoint } from '@patchbay/contracts/import-tokens'
import type { Connection } from '@patchbay/contracts/connection'
import type { CredentialsDeps } from '../../credentials/credentials-deps.ts'
import { freshCredentials, readCredentials } from '../../credentials/fresh-credentials.ts'
import { tokenOf } from '../../credentials/request-headers.ts'
import { revokeConnection } from '../../credentials/revoke-connection.ts'
import { testCall } from '../../credentials/test-call.ts'
import type { Bind } from '../../http/bind.ts'
import type { ConnectionRecord } from '../../records/connection.ts'
import { importTokens } from './import-tokens.ts'
import { tokenReply } from './token-reply.ts'

export function tokenRoutes(
  bind: Bind,
  deps: CredentialsDeps,
  present: (record: ConnectionRecord) => Promise<Connection>,
): void {
  bind(testConnection, ({ params }) => testCall(deps, params.id))

  bind(getToken, async ({ params }) => {
    // Known before anything is renewed: a session for nobody would only take a seat.
    tokenOf((await readCredentials(deps, params.id)).credentials)
    const reply = tokenReply(await freshCredentials(deps, params.id))
    deps.traffic.tokenHandedOut(params.id)
    return reply
  })

  bind(revokeEndpoint, async ({ params }) => {
    const { connection, ...outcome } = await revokeConnection(deps, params.id)
    return { connection: await present(connection), ...outcome }
  })

  bind(importEndpoint, async ({ params, body }) => {
    const { connection, test } = await importTokens(deps, params.id, body)
    return { connection: await present(connection), test }
  })
}
