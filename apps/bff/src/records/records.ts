import type { Collection, Store } from '../stores/store.ts'
import { type ApiKeyRecord, apiKeys } from './api-key.ts'
import {
  type AuthorizationRecord,
  type AuthorizationStateRecord,
  authorizationStates,
  authorizations,
} from './authorization.ts'
import { type ConnectionRecord, connections } from './connection.ts'
import { type DeviceAuthorizationRecord, deviceAuthorizations } from './device-authorization.ts'
import { type IClientRecord, iClients } from './iclient.ts'
import { type SessionRecord, sessions } from './session.ts'
import { type SignInLinkRecord, signInLinks } from './sign-in-link.ts'
import { type UserRecord, users } from './user.ts'

export interface Records {
  readonly connections: Collection<ConnectionRecord>
  readonly iClients: Collection<IClientRecord>
  readonly apiKeys: Collection<ApiKeyRecord>
  readonly users: Collection<UserRecord>
  readonly sessions: Collection<SessionRecord>
  readonly authorizations: Collection<AuthorizationRecord>
  readonly authorizationStates: Collection<AuthorizationStateRecord>
  readonly deviceAuthorizations: Collection<DeviceAuthorizationRecord>
  readonly signInLinks: Collection<SignInLinkRecord>
}

export function openRecords(store: Store): Records {
  return {
    connections: store.collection(connections),
    iClients: store.collection(iClients),
    apiKeys: store.collection(apiKeys),
    users: store.collection(users),
    sessions: store.collection(sessions),
    authorizations: store.collection(authorizations),
    authorizationStates: store.collection(authorizationStates),
    deviceAuthorizations: store.collection(deviceAuthorizations),
    signInLinks: store.collection(signInLinks),
  }
}
