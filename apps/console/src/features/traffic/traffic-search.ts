import * as z from 'zod'

/** The hour is not in the address. */
export const trafficSearch = z.object({ traffic: z.literal('day').optional().catch(undefined) })
