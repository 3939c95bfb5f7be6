import * as z from 'zod'
import { connectionFormValues } from './form-values.ts'

// The form has no secrets: those are typed in the iClient's own dialog, which keeps no draft.
const draftSchema = z.object({
  values: connectionFormValues,
  /** The saved connection that was typed over; null for one to be created. */
  base: z.object({ version: z.number(), values: connectionFormValues }).nullable(),
})
export type Draft = z.infer<typeof draftSchema>
export type Base = NonNullable<Draft['base']>

export type DraftKey = `new.${string}` | `edit.${string}`

function storageKey(key: DraftKey): string {
  return `patchbay.draft.connection.${key}`
}

// Storage can be refused or full; a draft is a convenience, so none is kept then.
export function readDraft(key: DraftKey): Draft | null {
  try {
    const stored = sessionStorage.getItem(storageKey(key))
    if (stored === null) return null
    const draft = draftSchema.safeParse(JSON.parse(stored))
    return draft.success ? draft.data : null
  } catch {
    return null
  }
}

export function keepDraft(key: DraftKey, draft: Draft): void {
  try {
    sessionStorage.setItem(storageKey(key), JSON.stringify(draft))
  } catch {}
}

export function dropDraft(key: DraftKey): void {
  try {
    sessionStorage.removeItem(storageKey(key))
  } catch {}
}
