import { type Authorization, getAuthorization, startAuthorization } from '@patchbay/contracts/authorizations'
import type { CredentialsDeps } from '../../credentials/credentials-deps.ts'
import type { Deps } from '../../deps.ts'
import type { Bind } from '../../http/bind.ts'
import { notFound } from '../../http/http-problem.ts'
import type { DeviceWatch } from './device-watch.ts'
import type { AuthorizationRecord } from '../../records/authorization.ts'
import { beginAuthorization } from './start-authorization.ts'

const expired = {
  code: 'expired' as const,
  message: 'The sign-in took longer than 10 minutes and has expired. Try again.',
  description: null,
}

function present(record: AuthorizationRecord): Authorization {
  const { id, status, error, connectionId, deadline, device = null } = record
  if (status === 'pending' && Date.parse(deadline) <= Date.now()) {
    return { id, status: 'expired', error: expired, device, connectionId }
  }
  return { id, status, error, device, connectionId }
}

export function authorizationRoutes(bind: Bind, deps: Deps & CredentialsDeps, watch: DeviceWatch): void {
  bind(startAuthorization, ({ params, caller, origin, note }) =>
    beginAuthorization(deps, watch, {
      connectionId: params.id,
      caller,
      redirectUri: deps.publicUrls.callbackFor(origin),
      note,
    }),
  )

  bind(getAuthorization, async ({ params }) => {
    const record = await deps.records.authorizations.get(params.id)
    if (record === null) throw notFound('authorization')
    return present(record)
  })
}
