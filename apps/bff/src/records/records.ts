import type { Collection, Store } from '../stores/store.ts'
import { type AgentLinkRecord, agentLinks, type AgentRecord, agents } from './agent.ts'
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
import { type IntegrationRecord, integrations } from './integration.ts'
import {
  type NoticeRecord,
  type NotificationSettingsRecord,
  notices,
  notificationSettings,
} from './notification.ts'
import { type SessionRecord, sessions } from './session.ts'
import { type SignInLinkRecord, signInLinks } from './sign-in-link.ts'
import type { ChangeFeed } from './change-feed.ts'
import { type UserRecord, users } from './user.ts'
import { watch } from './watch.ts'
import { type WebhookDeliveryRecord, type WebhookRecord, webhookDeliveries, webhooks } from './webhook.ts'

export interface Records {
  readonly connections: Collection<ConnectionRecord>
  readonly iClients: Collection<IClientRecord>
  readonly agents: Collection<AgentRecord>
  readonly agentLinks: Collection<AgentLinkRecord>
  readonly apiKeys: Collection<ApiKeyRecord>
  readonly integrations: Collection<IntegrationRecord>
  readonly users: Collection<UserRecord>
  readonly sessions: Collection<SessionRecord>
  readonly authorizations: Collection<AuthorizationRecord>
  readonly authorizationStates: Collection<AuthorizationStateRecord>
  readonly deviceAuthorizations: Collection<DeviceAuthorizationRecord>
  readonly signInLinks: Collection<SignInLinkRecord>
  readonly notices: Collection<NoticeRecord>
  readonly notificationSettings: Collection<NotificationSettingsRecord>
  readonly webhooks: Collection<WebhookRecord>
  readonly webhookDeliveries: Collection<WebhookDeliveryRecord>
}

/** What is told of writes, by the kind of record. */
export interface Changes {
  readonly connections: ChangeFeed<ConnectionRecord>
  readonly sessions: ChangeFeed<SessionRecord>
}

export function openRecords(store: Store, changes: Changes): Records {
  return {
    connections: watch(store.collection(connections), changes.connections),
    iClients: store.collection(iClients),
    agents: store.collection(agents),
    agentLinks: store.collection(agentLinks),
    apiKeys: store.collection(apiKeys),
    integrations: store.collection(integrations),
    users: store.collection(users),
    sessions: watch(store.collection(sessions), changes.sessions),
    authorizations: store.collection(authorizations),
    authorizationStates: store.collection(authorizationStates),
    deviceAuthorizations: store.collection(deviceAuthorizations),
    signInLinks: store.collection(signInLinks),
    notices: store.collection(notices),
    notificationSettings: store.collection(notificationSettings),
    webhooks: store.collection(webhooks),
    webhookDeliveries: store.collection(webhookDeliveries),
  }
}
