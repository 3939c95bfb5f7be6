import * as z from 'zod'
import { connectionStatuses } from './connection.ts'
import { endpoint } from './endpoint.ts'

/** Names of the events: of one connection, or of so many that all are better read again. */
export const connectionChanged = 'connection'
export const connectionsChanged = 'connections'

/** The same of agents that came or went. */
export const agentChanged = 'agent'
export const agentsChanged = 'agents'

/** Something was added to the audit log. */
export const activityAdded = 'activity'

/** The data of an `agent` event. */
export const agentChangeSchema = z.object({ id: z.string(), status: z.enum(['online', 'offline']) })
export type AgentChange = z.infer<typeof agentChangeSchema>

/** The data of a `connection` event. */
export const connectionChangeSchema = z.object({
  id: z.string(),
  status: z.enum([...connectionStatuses, 'deleted']),
})
export type ConnectionChange = z.infer<typeof connectionChangeSchema>

/** Tabs of one browser share one stream: the one that has it tells the others over this channel. */
export const changesChannel = 'patchbay-changes'

/** A stream of server-sent events, not a bound endpoint. */
export const watchChanges = endpoint({
  method: 'GET',
  path: '/api/changes',
  summary:
    'Server-sent events (text/event-stream), until the session ends: `connection` names one that changed, with its ' +
    'status; `connections` means that many did; `agent` and `agents` say the same of agents; ' +
    '`activity` means that the audit log has grown',
  permission: 'session',
  reply: z.unknown(),
  status: 200,
  errors: ['invalid_value', 'shutting_down'],
})
