import type { TestResult } from '@patchbay/contracts/connection'
import { directSignIn, leaveSession } from '../../credentials/direct-sign-in.ts'
import type { CredentialsDeps } from '../../credentials/credentials-deps.ts'
import { type Grant, openCredentials, withGrant } from '../../credentials/sealed-credentials.ts'
import { through } from '../../credentials/way-out.ts'
import { testCall } from '../../credentials/test-call.ts'
import type { Happening } from '../../http/audit.ts'
import { notFound } from '../../http/http-problem.ts'
import { newId } from '../../new-id.ts'
import { OAuthError } from '../../oauth/oauth-error.ts'
import type { AuthorizationRecord } from '../../records/authorization.ts'
import type { ConnectionRecord } from '../../records/connection.ts'
import { modify } from '../../records/modify.ts'

/** Outcomes are kept this long, so that the console can ask. */
const keepMs = 24 * 3_600_000

async function keep(deps: CredentialsDeps, before: ConnectionRecord, grant: Grant): Promise<void> {
  let isChanged = false
  await modify(deps.records.connections, before.id, (current) => {
    isChanged = current.version !== before.version
    if (isChanged) return null
    return { ...withGrant(deps, current, grant), lastTest: null, lastUsedAt: new Date().toISOString() }
  })
  if (isChanged) {
    throw new OAuthError('settings_changed', 'The connection was changed meanwhile. Try again.')
  }
}

/** What the test call says against a name and password; null: they are accepted, if only to be told "not allowed". */
function refusalOf({ ok, status, detail }: TestResult): OAuthError | null {
  if (ok || status === 403) return null
  if (status === null) return new OAuthError('application_unreachable', detail)
  return new OAuthError(status === 401 ? 'access_denied' : 'server_error', detail)
}

/** Name and password with each request are only as good as the application's answer to them. */
async function check(deps: CredentialsDeps, connection: ConnectionRecord, grant: Grant): Promise<void> {
  const result = await testCall(deps, connection.id, { refresh: false })
  const refusal = grant.credentials.kind === 'basic' ? refusalOf(result) : null
  if (refusal === null) return
  // One that was online has no other access to go on with.
  const isEnded = connection.status !== 'draft' && refusal.code === 'access_denied'
  const before = isEnded ? { status: 'offline' as const, statusReason: result.detail } : connection
  await modify<ConnectionRecord>(deps.records.connections, connection.id, (current) => ({
    ...current,
    status: before.status,
    statusReason: before.statusReason,
    credentials: connection.credentials,
    token: connection.token,
  }))
  throw refusal
}

async function attempt(
  deps: CredentialsDeps,
  connection: ConnectionRecord,
): Promise<Pick<AuthorizationRecord, 'status' | 'error'>> {
  try {
    const old = openCredentials(deps, connection)
    if (old !== null) await leaveSession(deps, connection, old)
    const grant = await directSignIn(deps, connection)
    await keep(deps, connection, grant)
    await check(deps, connection, grant)
    const authorized = await deps.records.connections.get(connection.id)
    if (authorized !== null) await deps.authorized(authorized)
    return { status: 'succeeded', error: null }
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error
    deps.log.info({ err: error, connection: connection.id, code: error.code }, 'authorization failed')
    const { code, message, description } = error
    return { status: 'failed', error: { code, message, description } }
  }
}

/** An authorization that needs no browser: done at once, with its outcome kept and noted like that of any other. */
export async function authorizeDirectly(
  deps: CredentialsDeps,
  connectionId: string,
  note: (happening: Happening) => void,
): Promise<{ authorizationUrl: null; authorizationId: string }> {
  // A renewal under way, or a second click, would sign in beside it.
  const outcome = await deps.store.withLock(`refresh:${connectionId}`, async () => {
    const connection = await deps.records.connections.get(connectionId)
    if (connection === null) throw notFound('connection')
    const ended = await attempt(await through(deps, connection), connection)
    const target = { collection: 'connections', id: connection.id, name: connection.name }
    note({ action: 'connection.authorized', code: ended.error?.code ?? null, target })
    return ended
  })
  const now = Date.now()
  const authorization = await deps.records.authorizations.insert({
    id: newId('authz'),
    connectionId,
    ...outcome,
    createdAt: new Date(now).toISOString(),
    deadline: new Date(now).toISOString(),
    purgeAt: new Date(now + keepMs).toISOString(),
  })
  return { authorizationUrl: null, authorizationId: authorization.id }
}
