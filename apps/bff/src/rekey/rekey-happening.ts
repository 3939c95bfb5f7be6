import { codeOf, type Happening } from '../http/audit.ts'
import type { Reseal } from './reseal-records.ts'

/** What the audit log says of a rotation: ids of keys and numbers, no key. */
export function rekeyed(
  { resealed, unopened, keysBefore, keysInUse }: Reseal,
  left: Pick<AbortSignal, 'aborted'>,
): Happening {
  const code = left.aborted ? 'interrupted' : unopened.length > 0 ? 'unopened' : null
  const changes = [
    { member: 'sealedWith', before: [...keysBefore], after: [...keysInUse] },
    { member: 'resealed', before: null, after: resealed },
    ...(unopened.length > 0 ? [{ member: 'unopened', before: null, after: unopened }] : []),
  ]
  return { action: 'data.rekeyed', code, target: null, changes }
}

export function notRekeyed(cause: unknown): Happening {
  return { action: 'data.rekeyed', code: codeOf(cause), target: null }
}
