import { authorizationLifetimeMs, type DeviceCode } from '@patchbay/contracts/authorizations'
import type { CredentialsDeps } from '../../credentials/credentials-deps.ts'
import { newId } from '../../new-id.ts'
import type { AuthorizationRecord } from '../../records/authorization.ts'

/** Outcomes are kept this long, so that a console which was closed meanwhile can still ask. */
const keepMs = 24 * 3_600_000

interface Pending {
  readonly connectionId: string
  readonly device?: DeviceCode
}

/** A new authorization that waits for somebody: for a window as long as Patchbay says, for a code as its server does. */
export function insertPending(
  { records }: Pick<CredentialsDeps, 'records'>,
  { connectionId, device }: Pending,
): Promise<AuthorizationRecord> {
  const now = Date.now()
  return records.authorizations.insert({
    id: newId('authz'),
    connectionId,
    status: 'pending',
    error: null,
    ...(device === undefined ? {} : { device }),
    createdAt: new Date(now).toISOString(),
    deadline: device?.expiresAt ?? new Date(now + authorizationLifetimeMs).toISOString(),
    purgeAt: new Date(now + keepMs).toISOString(),
  })
}
