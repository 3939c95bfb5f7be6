import * as z from 'zod'
import { connectionStatuses } from './connection.ts'
import { endpoint } from './endpoint.ts'
import { idParams, pageOf, pageQuery, recordName, recordVersion, timestamp } from './list.ts'

export const maxSteps = 200
export const maxFlows = 500

/** A flow has one source, at its beginning, and any number of the others. */
export const stepKinds = ['source', 'destination', 'lookup'] as const
export type StepKind = (typeof stepKinds)[number]

const stepConnectionSchema = z.object({
  id: z.string(),
  name: z.string(),
  status: z.enum(connectionStatuses),
  statusReason: z.string().nullable(),
})

/** One place of a flow where a connection is used. A program asks for it here, and uses it by its id. */
export const stepSchema = z
  .object({
    id: z.string(),
    kind: z.enum(stepKinds),
    application: z.string().nullable().describe('null: not chosen yet'),
    connectionId: z.string().nullable().describe('null: none yet'),
    connection: stepConnectionSchema
      .nullable()
      .describe('What it uses now; null: none, or not one that the API key may see'),
  })
  .meta({ id: 'Step' })
export type Step = z.infer<typeof stepSchema>

/** A flow as it is set up. Patchbay does not run it: an engine does, and asks here who to be. */
export const flowSchema = z
  .object({
    id: z.string(),
    integrationId: z.string(),
    version: z.number().int(),
    name: z.string(),
    steps: z.array(stepSchema).describe('In order; the first is the source'),
    createdAt: timestamp,
    updatedAt: timestamp,
  })
  .meta({ id: 'Flow' })
export type Flow = z.infer<typeof flowSchema>

/** A step with the version that its flow has now. */
export const changedStepSchema = stepSchema
  .extend({ flowId: z.string(), version: z.number().int().describe("The flow's, as it is now") })
  .meta({ id: 'ChangedStep' })
export type ChangedStep = z.infer<typeof changedStepSchema>

const kind = z.enum(stepKinds, 'Choose source, destination or lookup.')
const application = z.string('Choose the application.').max(100).nullable()
const connectionId = z.string('Choose a connection.').max(100).nullable()
const flowVersion = recordVersion.describe('The version of the flow that you read')

export const createFlowBody = z.strictObject({ name: recordName })

export const updateFlowBody = z.strictObject({
  version: recordVersion,
  name: recordName.optional(),
  stepIds: z
    .array(z.string().max(100))
    .max(maxSteps, `A flow has at most ${maxSteps} steps.`)
    .optional()
    .describe('All of its steps, in the order that they are to have'),
})

export const createStepBody = z.strictObject({
  kind,
  application: application.optional(),
  connectionId: connectionId.optional(),
  version: flowVersion.optional().describe('Left out: whatever the flow is by now'),
})

export const updateStepBody = z.strictObject({
  kind: kind.optional(),
  application: application.optional(),
  connectionId: connectionId
    .optional()
    .describe('One registered with the integration, of the same application'),
  version: flowVersion.optional().describe('Left out: whatever the flow is by now'),
})

const stepParams = idParams.extend({ stepId: z.string().max(100) })

export const listFlows = endpoint({
  method: 'GET',
  path: '/api/integrations/:id/flows',
  summary: 'List the flows of an integration, in the order in which they were made',
  permission: 'read',
  params: idParams,
  query: z.strictObject(pageQuery),
  reply: pageOf(flowSchema),
  status: 200,
  errors: ['not_found'],
})

export const createFlow = endpoint({
  method: 'POST',
  path: '/api/integrations/:id/flows',
  summary: 'Create a flow, with one source step that has no connection yet',
  permission: 'manage',
  params: idParams,
  body: createFlowBody,
  reply: flowSchema,
  status: 201,
  createsAt: '/api/flows',
  errors: ['not_found', 'name_taken'],
  audit: { action: 'flow.created', collection: 'flows', of: 'reply' },
})

export const getFlow = endpoint({
  method: 'GET',
  path: '/api/flows/:id',
  summary: 'Read a flow: which connection each of its steps uses',
  permission: 'read',
  // Those steps alone whose connections it may see.
  limits: 'list',
  params: idParams,
  reply: flowSchema,
  status: 200,
  errors: ['not_found'],
})

export const updateFlow = endpoint({
  method: 'PATCH',
  path: '/api/flows/:id',
  summary: 'Rename a flow, or put its steps in another order',
  permission: 'manage',
  params: idParams,
  body: updateFlowBody,
  reply: flowSchema,
  status: 200,
  errors: ['not_found', 'name_taken', 'stale_version'],
  audit: { action: 'flow.updated', collection: 'flows' },
})

export const deleteFlow = endpoint({
  method: 'DELETE',
  path: '/api/flows/:id',
  summary: 'Delete a flow; the connections stay',
  permission: 'manage',
  params: idParams,
  reply: null,
  status: 204,
  errors: ['not_found'],
  audit: { action: 'flow.deleted', collection: 'flows' },
})

export const createStep = endpoint({
  method: 'POST',
  path: '/api/flows/:id/steps',
  summary: 'Add a destination or lookup step at the end',
  permission: 'manage',
  params: idParams,
  body: createStepBody,
  reply: changedStepSchema,
  status: 201,
  errors: ['not_found', 'stale_version'],
  audit: { action: 'flow.step_added', collection: 'flows' },
})

export const updateStep = endpoint({
  method: 'PATCH',
  path: '/api/flows/:id/steps/:stepId',
  summary: 'Give a step another connection, application or kind',
  permission: 'manage',
  params: stepParams,
  body: updateStepBody,
  reply: changedStepSchema,
  status: 200,
  errors: ['not_found', 'stale_version'],
  audit: { action: 'flow.step_changed', collection: 'flows' },
})

export const deleteStep = endpoint({
  method: 'DELETE',
  path: '/api/flows/:id/steps/:stepId',
  summary: 'Remove a destination or lookup step',
  permission: 'manage',
  params: stepParams,
  reply: null,
  status: 204,
  errors: ['not_found', 'in_use'],
  audit: { action: 'flow.step_removed', collection: 'flows' },
})
