import * as z from 'zod'

const pendingSchema = z.object({
  authorizationId: z.string(),
  /** Null: no sign-in in a window was needed. */
  authorizationUrl: z.string().nullable(),
  /** The session that it belongs to is over: the server takes no callback for it any more. */
  lost: z.literal(true).optional(),
})
export type PendingAuthorization = z.infer<typeof pendingSchema>

const prefix = 'patchbay.authorization.'

function storageKey(connectionId: string): string {
  return prefix + connectionId
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

/** At the end of the session: whoever signs in again is told that the windows still open lead nowhere. */
export function losePending(): void {
  try {
    for (const key of Object.keys(sessionStorage).filter((each) => each.startsWith(prefix))) {
      const connectionId = key.slice(prefix.length)
      const pending = readPending(connectionId)
      if (pending !== null) keepPending(connectionId, { ...pending, lost: true })
    }
  } catch {}
}
