import * as z from 'zod'

const pendingSchema = z.object({ authorizationId: z.string(), authorizationUrl: z.string() })
export type PendingAuthorization = z.infer<typeof pendingSchema>

function storageKey(connectionId: string): string {
  return `patchbay.authorization.${connectionId}`
}

/** The authorization that this tab waits for; survives a reload, is not seen by other tabs. */
export function readPending(connectionId: string): PendingAuthorization | null {
  try {
    const stored = sessionStorage.getItem(storageKey(connectionId))
    const pending = pendingSchema.safeParse(JSON.parse(stored ?? 'null'))
    return pending.success ? pending.data : null
  } catch {
    return null
  }
}

export function keepPending(connectionId: string, pending: PendingAuthorization): void {
  try {
    sessionStorage.setItem(storageKey(connectionId), JSON.stringify(pending))
  } catch {}
}

export function dropPending(connectionId: string): void {
  try {
    sessionStorage.removeItem(storageKey(connectionId))
  } catch {}
}
