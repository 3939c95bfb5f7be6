import { type ConnectionEventType, connectionEventTypes } from '@patchbay/contracts/connection-events'
import { createWebhookBody, type Webhook } from '@patchbay/contracts/webhooks'
import { type FaultsOf, faultsIn } from '../../records/field-faults.ts'

export interface Choice {
  readonly id: string
  readonly name: string
}

export interface WebhookFormValues {
  readonly name: string
  readonly url: string
  readonly eventTypes: readonly ConnectionEventType[]
  readonly connections: 'all' | 'chosen'
  /** Kept while all are told of, in case the admin goes back. */
  readonly chosen: readonly Choice[]
  readonly enabled: boolean
}

export const fields = ['name', 'url', 'eventTypes', 'connectionIds'] as const

/** What is said of a value under another name. */
export const fieldOf = { connections: 'connectionIds', chosen: 'connectionIds' } as const

export const emptyWebhook: WebhookFormValues = {
  name: '',
  url: '',
  eventTypes: [...connectionEventTypes],
  connections: 'all',
  chosen: [],
  enabled: true,
}

export function valuesOf(webhook: Webhook, chosen: readonly Choice[]): WebhookFormValues {
  const { name, url, eventTypes, connectionIds, enabled } = webhook
  return { name, url, eventTypes, connections: connectionIds === null ? 'all' : 'chosen', chosen, enabled }
}

/** In the order in which they are offered, whatever the order of the clicks. */
export function withEvent(
  eventTypes: readonly ConnectionEventType[],
  type: ConnectionEventType,
  wanted: boolean,
): ConnectionEventType[] {
  return connectionEventTypes.filter((each) => (each === type ? wanted : eventTypes.includes(each)))
}

export function withChoice(chosen: readonly Choice[], choice: Choice, wanted: boolean): Choice[] {
  const others = chosen.filter(({ id }) => id !== choice.id)
  return wanted ? [...others, choice] : others
}

export function bodyOf({ connections, chosen, eventTypes, ...values }: WebhookFormValues) {
  const connectionIds = connections === 'all' ? null : chosen.map(({ id }) => id)
  return { ...values, eventTypes: [...eventTypes], connectionIds }
}

export function faultsOf(values: WebhookFormValues): FaultsOf<(typeof fields)[number]> {
  return faultsIn(createWebhookBody.safeParse(bodyOf(values)), fields)
}
