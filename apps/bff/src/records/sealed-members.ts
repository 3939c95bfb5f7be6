import type { Collection, StoredRecord } from '../stores/store.ts'
import type { SealContext, Sealed } from '../vault/sealed.ts'
import { authorizationSecretsContext } from './authorization.ts'
import { credentialsContext, secretContext } from './connection.ts'
import { deviceSecretsContext } from './device-authorization.ts'
import { clientSecretContext } from './iclient.ts'
import type { Records } from './records.ts'
import { totpContext } from './user.ts'
import { webhookSecretContext } from './webhook.ts'

type RecordOf<C extends keyof Records> = Records[C] extends Collection<infer R> ? R : never

type HoldsSecret<V> = V extends Sealed
  ? true
  : V extends object
    ? [Extract<V[keyof V], Sealed>] extends [never]
      ? false
      : true
    : false

/** Members that are a secret, or hold some by name. */
type SealedMember<R> = {
  [M in keyof R]-?: true extends HoldsSecret<NonNullable<R[M]>> ? M : never
}[keyof R]

/** Where a secret of a record belongs. */
type ContextOf = (id: string, name: string) => SealContext

/** A collection or a sealed member that is not among them does not compile. */
type SealedMembers = { [C in keyof Records]: { [M in SealedMember<RecordOf<C>>]: ContextOf } }

const none = {}

/** Everything that is sealed, so that it can all be sealed anew. */
export const sealedMembers: SealedMembers = {
  connections: { credentials: credentialsContext, secrets: secretContext },
  iClients: { clientSecret: clientSecretContext },
  authorizationStates: { secrets: authorizationSecretsContext },
  deviceAuthorizations: { secrets: deviceSecretsContext },
  webhooks: {
    secret: (id) => webhookSecretContext(id, 'secret'),
    previousSecret: (id) => webhookSecretContext(id, 'previousSecret'),
  },
  users: { totpSecret: totpContext },
  agents: none,
  agentLinks: none,
  apiKeys: none,
  integrations: none,
  sessions: none,
  authorizations: none,
  signInLinks: none,
  notices: none,
  notificationSettings: none,
  webhookDeliveries: none,
}

function isSealed(value: unknown): value is Sealed {
  return typeof value === 'object' && value !== null && typeof Reflect.get(value, 'sealed') === 'string'
}

type Change = (sealed: Sealed, context: SealContext) => Sealed

/** The record with each of its secrets changed; the same one where none is. */
export function mapSealed<R extends StoredRecord>(
  record: R,
  members: Readonly<Record<string, ContextOf>>,
  change: Change,
): R {
  const changed = Object.entries(members).flatMap(([member, contextOf]) => {
    const value: unknown = Reflect.get(record, member)
    const next = changeMember(value, (sealed, name) => change(sealed, contextOf(record.id, name)))
    return next === value ? [] : [[member, next] as const]
  })
  return changed.length === 0 ? record : { ...record, ...Object.fromEntries(changed) }
}

function changeMember(value: unknown, change: (sealed: Sealed, name: string) => Sealed): unknown {
  if (isSealed(value)) return change(value, '')
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(
    ([name, held]) => [name, held, isSealed(held) ? change(held, name) : held] as const,
  )
  if (entries.every(([, before, after]) => before === after)) return value
  return Object.fromEntries(entries.map(([name, , after]) => [name, after]))
}
