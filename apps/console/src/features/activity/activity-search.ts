import * as z from 'zod'

/** What each kind of activity is by the beginning of its actions. */
export const kinds = {
  connections: { label: 'Of connections', action: 'connection.,sign_in_link.' },
  iclients: { label: 'Of iClients', action: 'iclient.' },
  agents: { label: 'Of agents', action: 'agent.' },
  'api-keys': { label: 'Of API keys', action: 'api_key.' },
  integrations: { label: 'Of integrations', action: 'integration.,flow.' },
  people: { label: 'Of users and sign-ins', action: 'session.,setup.,user.,account.,passkey.,totp.' },
  data: { label: 'Of data and keys', action: 'data.' },
  settings: { label: 'Of settings', action: 'webhook.,notifications.,configuration.,activity.' },
} as const
export type Kind = keyof typeof kinds

const day = z.iso.date().optional().catch(undefined)
const id = z.string().max(100).optional().catch(undefined)

/** The page's search params. What does not hold is dropped, so that no link ends on an error page. */
export const activitySearch = z.object({
  q: z.string().trim().max(200).optional().catch(undefined),
  kind: z
    .enum(Object.keys(kinds) as [Kind, ...Kind[]])
    .optional()
    .catch(undefined),
  result: z.enum(['success', 'failure']).optional().catch(undefined),
  from: day,
  to: day,
  actor: id,
  target: id,
})
export type ActivitySearch = z.infer<typeof activitySearch>

export function isFiltered(search: ActivitySearch): boolean {
  return Object.values(search).some((value) => value !== undefined)
}

/** Midnight where the browser is, some days after. */
function midnight(date: string, daysAfter: number): string {
  const [year = 0, month = 1, ofMonth = 1] = date.split('-').map(Number)
  return new Date(year, month - 1, ofMonth + daysAfter).toISOString()
}

/** What the API is asked for; both days are in. */
export function queryOf({ kind, from, to, ...rest }: ActivitySearch) {
  return {
    ...rest,
    action: kind === undefined ? undefined : kinds[kind].action,
    from: from === undefined ? undefined : midnight(from, 0),
    to: to === undefined ? undefined : midnight(to, 1),
  }
}
export type ActivityQuery = ReturnType<typeof queryOf>
