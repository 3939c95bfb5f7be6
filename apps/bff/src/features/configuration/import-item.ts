import { isDeepStrictEqual } from 'node:util'
import type { ImportItem } from '@patchbay/contracts/configuration'
import { translateError } from '../../http/translate-error.ts'

/** How something is referred to that may be made only by the import itself: null, in a dry run, stands for it. */
export interface Resolved {
  readonly id: string | null
}

type Subject = Pick<ImportItem, 'kind' | 'name' | 'application'>

const nothing = { changes: [], missing: [], reason: null } as const

export function conflict(subject: Subject, reason: string): ImportItem {
  return { ...describe(subject), ...nothing, changes: [], missing: [], outcome: 'conflict', reason }
}

export function outcome(
  subject: Subject,
  result: Pick<ImportItem, 'outcome'> & Partial<Pick<ImportItem, 'changes' | 'missing'>>,
): ImportItem {
  return { ...describe(subject), ...nothing, changes: [], missing: [], ...result }
}

function describe({ kind, name, application }: Subject): Subject {
  return { kind, name, application }
}

/** What is refused of one is its own conflict; what fails for all of them, such as a full disk, stops the import. */
export async function orConflict(subject: Subject, work: () => Promise<ImportItem>): Promise<ImportItem> {
  try {
    return await work()
  } catch (error) {
    const problem = translateError(error)
    if (problem.status >= 500) throw error
    const [first] = problem.errors
    const reasons = problem.errors.map(({ path, message }) => `${path}: ${message}`)
    return conflict(subject, first === undefined ? problem.message : reasons.join(' '))
  }
}

/** Dotted paths of the members that differ; of lists, the order does not count. */
export function changedMembers(before: object, after: object, prefix = ''): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return names.flatMap((name) => {
    const [left, right] = [before, after].map((each): unknown => inOrder(Reflect.get(each, name)))
    if (isDeepStrictEqual(left, right)) return []
    return isRecord(left) && isRecord(right)
      ? changedMembers(left, right, `${prefix}${name}.`)
      : [prefix + name]
  })
}

function inOrder(value: unknown): unknown {
  return Array.isArray(value) ? value.toSorted((a, b) => String(a).localeCompare(String(b))) : (value ?? null)
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
