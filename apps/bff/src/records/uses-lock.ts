/** Held by whoever begins to use a connection, and by who deletes it: neither slips past the other. */
export function usesLock(connectionId: string): string {
  return `connection:${connectionId}:uses`
}
