import * as z from 'zod'
import { type ConnectionFormValues, draftValues } from './form-values.ts'

const draftSchema = z.object({
  values: draftValues,
  /** The saved connection that was typed over; null for one to be created. */
  base: z.object({ version: z.number(), values: draftValues }).nullable(),
})
export type Draft = z.infer<typeof draftSchema>

export interface Base {
  version: number
  values: ConnectionFormValues
}

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
    // The schema knows no secrets, so none gets past it.
    sessionStorage.setItem(storageKey(key), JSON.stringify(draftSchema.parse(draft)))
  } catch {}
}

export function dropDraft(key: DraftKey): void {
  try {
    sessionStorage.removeItem(storageKey(key))
  } catch {}
}
