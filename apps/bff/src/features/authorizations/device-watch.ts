import { clientOf } from '../../credentials/client-of.ts'
import type { CredentialsDeps } from '../../credentials/credentials-deps.ts'
import { through } from '../../credentials/way-out.ts'
import { writeAudit } from '../../http/audit.ts'
import { finishDeviceAuthorization } from '../../oauth/device-authorization.ts'
import type { TokenSet } from '../../oauth/token-set.ts'
import {
  type DeviceAuthorizationRecord,
  type DeviceSecrets,
  deviceSecretsContext,
} from '../../records/device-authorization.ts'
import { basisOf, clientIdIn } from './authorization-state.ts'
import { concludeAuthorization, connectionDeleted, settingsChanged } from './conclude-authorization.ts'

/** Waits for the users of device authorizations, also of those that were begun before a restart. */
export interface DeviceWatch {
  wait(record: DeviceAuthorizationRecord): void
  resume(): Promise<void>
}

async function tokensFor(
  deps: CredentialsDeps,
  record: DeviceAuthorizationRecord,
  signal: AbortSignal,
): Promise<TokenSet> {
  const connection = await deps.records.connections.get(record.connectionId)
  if (connection === null) throw connectionDeleted()
  const clientId = clientIdIn(record.basis)
  const client = await clientOf(deps, connection)
  if (client.clientId !== clientId || basisOf(connection, clientId) !== record.basis) throw settingsChanged()
  const opened = deps.vault.open(record.secrets, deviceSecretsContext(record.id))
  const secrets = JSON.parse(opened) as DeviceSecrets
  const { intervalS } = record
  const deadline = Date.parse(record.deadline)
  const { scopes } = connection
  const { oauth } = await through(deps, connection)
  return finishDeviceAuthorization(oauth, { ...client, ...secrets, scopes, intervalS, deadline }, signal)
}

/** `stopping`: what is waited for then is waited for again after the next start. */
export function createDeviceWatch(deps: CredentialsDeps, stopping: AbortSignal): DeviceWatch {
  async function watch(record: DeviceAuthorizationRecord): Promise<void> {
    const { authorizationId, connectionId, userId } = record
    const tokens = tokensFor(deps, record, stopping)
    const isFailed = await tokens.then(
      () => false,
      () => true,
    )
    if (isFailed && stopping.aborted) return
    const { connection, error } = await concludeAuthorization(deps, record, () => tokens)
    await deps.records.deviceAuthorizations.take(authorizationId)
    const user = await deps.records.users.get(userId)
    await writeAudit(
      deps,
      { request: null, caller: { userId, ...(user === null ? {} : { userName: user.name }) } },
      {
        action: 'connection.authorized',
        code: error?.code ?? null,
        target: { collection: 'connections', id: connectionId, name: connection?.name ?? null },
      },
    )
  }

  function wait(record: DeviceAuthorizationRecord): void {
    watch(record).catch((error: unknown) => {
      if (!stopping.aborted)
        deps.log.error({ err: error, authorization: record.id }, 'device authorization failed')
    })
  }

  return {
    wait,
    async resume() {
      const waiting = await deps.records.deviceAuthorizations.list({
        sort: { by: 'deadline', direction: 'asc' },
        limit: 200,
      })
      for (const record of waiting.items) wait(record)
    },
  }
}
