import * as z from 'zod'
import { endpoint } from './endpoint.ts'
import { idParams, timestamp } from './list.ts'

export const trafficRanges = ['hour', 'day'] as const
export type TrafficRange = (typeof trafficRanges)[number]

const count = z.number().int()
const duration = z.number().nullable().describe('null: there were no requests')

const bucketSchema = z.object({
  at: timestamp.describe('When it begins'),
  requests: count.describe('Through the proxy, however they ended'),
  errors: count.describe('Answered with 5xx, or not answered by the application at all'),
  clientErrors: count.describe('Answered with 4xx, or refused for what was asked'),
  p50Ms: duration,
  p95Ms: duration,
  maxInFlight: count.describe(
    'The most at a time in the pool, those of other connections that share it included',
  ),
  level: count.describe('The concurrency level then; 0: the pool was not used'),
  tokens: count.describe('Token calls answered with a token'),
})
export type TrafficBucket = z.infer<typeof bucketSchema>

export const trafficSchema = z
  .object({
    range: z.enum(trafficRanges),
    bucketMs: count,
    from: timestamp,
    buckets: z.array(bucketSchema).describe('Oldest first, without gaps; the last one is still being filled'),
    refreshes: z.array(z.object({ at: timestamp, ok: z.boolean() })).describe('The last 20, oldest first'),
    totals: z.object({
      requests: count,
      errors: count,
      clientErrors: count,
      tokens: count,
      refreshes: count,
      failedRefreshes: count,
    }),
  })
  .meta({ id: 'Traffic' })
export type Traffic = z.infer<typeof trafficSchema>

export const getTraffic = endpoint({
  method: 'GET',
  path: '/api/connections/:id/traffic',
  summary: 'What went through a connection in the last hour or day, since Patchbay was started',
  permission: 'read',
  limits: 'id',
  params: idParams,
  query: z.strictObject({ range: z.enum(trafficRanges).default('hour') }),
  reply: trafficSchema,
  status: 200,
  errors: ['not_found'],
})
