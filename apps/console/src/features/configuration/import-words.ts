import type { ImportItem } from '@patchbay/contracts/configuration'

type Outcome = ImportItem['outcome']

const ahead: Readonly<Record<Outcome, string>> = {
  create: 'to create',
  change: 'to change',
  same: 'the same already',
  conflict: 'cannot be taken over',
}

/** In one sentence, what would be done with how many. */
export function summaryOf(items: readonly ImportItem[]): string {
  const counts = Object.entries(ahead).flatMap(([outcome, words]) => {
    const count = items.filter((each) => each.outcome === outcome).length
    return count === 0 ? [] : [`${count} ${words}`]
  })
  return counts.length === 0 ? 'There is nothing in this file.' : `${counts.join(', ')}.`
}

export function isWritten({ outcome }: Pick<ImportItem, 'outcome'>): boolean {
  return outcome === 'create' || outcome === 'change'
}

/** What was done with how many. */
export function doneOf(items: readonly ImportItem[]): string {
  const count = items.filter(isWritten).length
  return count === 1 ? '1 record is imported' : `${count} records are imported`
}

/** Members in the words of the forms; settings go by their own names. */
const labels: Readonly<Record<string, string>> = {
  authType: 'Authentication type',
  scopes: 'Scopes',
  iClient: 'iClient',
  agent: 'Agent',
  concurrencyLevel: 'Concurrency level',
  borrowConcurrencyFrom: 'Borrow concurrency from',
  authorizationUrl: 'Authorization URL',
  tokenUrl: 'Token URL',
  accessTokenTtlMs: 'Access Token Expires In',
  refreshTokenTtlMs: 'Refresh Token Expires In',
}

const labelOf = (member: string) => labels[member] ?? member.replace(/^settings\./, '')

/** What there is to know of one. */
export function detailOf({ reason, changes, missing }: ImportItem): string {
  if (reason !== null) return reason
  const parts = [
    ...(changes.length === 0 ? [] : [`Changes: ${changes.map(labelOf).join(', ')}`]),
    ...(missing.length === 0 ? [] : [`Then write: ${missing.join(', ')}`]),
  ]
  return parts.join('. ')
}
