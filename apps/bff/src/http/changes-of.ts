import type { AuditChange, AuditValue } from '../stores/store.ts'

/** Longer texts and lists are cut: the log says what changed, and is no archive. */
const maxText = 200
const maxItems = 50
const maxChanges = 50

interface ChangesOptions {
  /** What was written; what is not in it is not looked at. */
  readonly body: unknown
  /** Members that are answered to some, and not for everybody who reads the log. */
  readonly hidden?: readonly string[]
}

/**
 * What a write did to a record, as answers show it before and after. What was written and is in no answer is a secret:
 * that it was written is said, and never what.
 */
export function changesOf(
  before: object,
  after: object,
  { body, hidden = [] }: ChangesOptions,
): AuditChange[] {
  const from = flat(before)
  const to = flat(after)
  const isWritten = (member: string) => {
    const [top = ''] = member.split('.')
    return body === undefined || (top !== 'version' && Object.hasOwn(Object(body), top))
  }
  const found = [...new Set([...from.keys(), ...to.keys()])]
    .filter(isWritten)
    .map((member) => ({ member, before: from.get(member) ?? null, after: to.get(member) ?? null }))
    .filter((each) => JSON.stringify(each.before) !== JSON.stringify(each.after))
    .map((each) => (hidden.includes(each.member) ? { ...each, before: 'set', after: 'changed' } : each))
  return [...found, ...secretsIn(body, after)].slice(0, maxChanges).map(cut)
}

function secretsIn(body: unknown, after: object): AuditChange[] {
  const written = Object.entries(Object(body) as object) as [string, unknown][]
  const unanswered = written.filter(
    ([name, value]) => value !== undefined && name !== 'version' && !(name in after),
  )
  return unanswered.flatMap(([name, value]) => {
    const isGroup = typeof value === 'object' && value !== null
    const members: [string, unknown][] = isGroup ? Object.entries(value) : [['', value]]
    return members.map(([inner, own]) => ({
      member: inner === '' ? name : `${name}.${inner}`,
      before: null,
      after: own === null ? 'removed' : 'changed',
    }))
  })
}

const cut = ({ member, before, after }: AuditChange): AuditChange => ({
  member,
  before: cutValue(before),
  after: cutValue(after),
})

/** Nested members by dotted paths; lists whole. */
function flat(value: object, path = '', found = new Map<string, AuditValue>()): Map<string, AuditValue> {
  for (const [name, member] of Object.entries(value) as [string, unknown][]) {
    const place = path === '' ? name : `${path}.${name}`
    if (Array.isArray(member)) found.set(place, member.map(textOf))
    else if (typeof member === 'object' && member !== null) flat(member, place, found)
    else if (member !== undefined) found.set(place, member as AuditValue)
  }
  return found
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

function cutValue(value: AuditValue): AuditValue {
  if (typeof value === 'string') return cutText(value)
  return Array.isArray(value) ? cutList(value as readonly string[]) : value
}

function cutList(list: readonly string[]): string[] {
  const kept = list.slice(0, maxItems).map(cutText)
  return list.length > maxItems ? [...kept, `… ${list.length - maxItems} more`] : kept
}

const cutText = (text: string): string => (text.length > maxText ? `${text.slice(0, maxText)}…` : text)
