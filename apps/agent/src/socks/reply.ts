/** RFC 1928 section 6. */
const codes = {
  success: 0,
  failure: 1,
  'not-allowed': 2,
  'network-unreachable': 3,
  'host-unreachable': 4,
  'connection-refused': 5,
  'command-not-supported': 7,
  'address-type-not-supported': 8,
} as const

export type ReplyCode = keyof typeof codes

/** The address that it was bound to is nobody's business: 0.0.0.0:0. */
export function reply(code: ReplyCode): Buffer {
  return Buffer.of(5, codes[code], 0, 1, 0, 0, 0, 0, 0, 0)
}

// Of several addresses that were tried, the one whose answer says most counts.
const meanings: [string, ReplyCode][] = [
  ['ECONNREFUSED', 'connection-refused'],
  ['EHOSTUNREACH', 'host-unreachable'],
  ['EHOSTDOWN', 'host-unreachable'],
  ['ETIMEDOUT', 'host-unreachable'],
  ['ENOTFOUND', 'host-unreachable'],
  ['EAI_AGAIN', 'host-unreachable'],
  ['ENETUNREACH', 'network-unreachable'],
]

/** What the failure of a connection is called here. */
export function replyTo(error: unknown): ReplyCode {
  const found = error instanceof AggregateError ? error.errors : [error]
  const present = new Set(found.map((one) => (one as NodeJS.ErrnoException).code))
  return meanings.find(([code]) => present.has(code))?.[1] ?? 'failure'
}
