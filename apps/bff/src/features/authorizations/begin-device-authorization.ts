import type { DeviceCode } from '@patchbay/contracts/authorizations'
import { clientOf } from '../../credentials/client-of.ts'
import type { CredentialsDeps } from '../../credentials/credentials-deps.ts'
import { through } from '../../credentials/way-out.ts'
import type { SessionCaller } from '../../http/caller.ts'
import { startDeviceAuthorization } from '../../oauth/device-authorization.ts'
import type { ConnectionRecord } from '../../records/connection.ts'
import { type DeviceSecrets, deviceSecretsContext } from '../../records/device-authorization.ts'
import { basisOf } from './authorization-state.ts'
import type { DeviceWatch } from './device-watch.ts'
import { insertPending } from './pending-authorization.ts'

interface Beginning {
  readonly connection: ConnectionRecord
  readonly caller: SessionCaller
}

/**
 * Asks the server for a code that the admin enters on whichever device (RFC 8628), and waits for it in the background.
 *
 * @throws HttpProblem `invalid_value`; OAuthError where the server gives no code
 */
export async function beginDeviceAuthorization(
  deps: CredentialsDeps,
  watch: DeviceWatch,
  { connection, caller }: Beginning,
): Promise<{ authorizationUrl: null; authorizationId: string; device: DeviceCode }> {
  const client = await clientOf(deps, connection)
  const { oauth } = await through(deps, connection)
  const start = await startDeviceAuthorization(oauth, { ...client, scopes: connection.scopes })
  const device = {
    userCode: start.userCode,
    verificationUri: start.verificationUrl,
    verificationUriComplete: start.completeVerificationUrl,
    expiresAt: new Date(Date.now() + start.expiresInS * 1000).toISOString(),
  }
  const { id, purgeAt } = await insertPending(deps, { connectionId: connection.id, device })
  const secrets: DeviceSecrets = { deviceCode: start.deviceCode, dpopKey: start.dpopKey }
  const record = await deps.records.deviceAuthorizations.insert({
    id,
    authorizationId: id,
    connectionId: connection.id,
    userId: caller.userId,
    basis: basisOf(connection, client.clientId),
    secrets: deps.vault.seal(JSON.stringify(secrets), deviceSecretsContext(id)),
    intervalS: start.intervalS,
    deadline: device.expiresAt,
    purgeAt,
  })
  watch.wait(record)
  return { authorizationUrl: null, authorizationId: id, device }
}
