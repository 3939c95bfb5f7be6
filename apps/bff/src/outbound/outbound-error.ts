export type OutboundErrorCode =
  /** By the address rules: see `reason`. */
  | 'address_refused'
  /** An entry of the allow list is not a host, an origin or a range. */
  | 'bad_allow_list'
  /** The request itself cannot be sent, e.g. a line break in a header. */
  | 'bad_request'
  /** Not HTTP, or a body that cannot be decompressed. */
  | 'bad_response'
  /** The body, or headers beyond 16 KiB. */
  | 'too_large'
  | 'timeout'
  /** The caller's own signal. */
  | 'aborted'
  | 'dns'
  | 'tls'
  | 'unreachable'
  /** No link of the agent that the way leads through. */
  | 'agent_offline'
  /** The agent's own allow list says no. */
  | 'agent_refused'
  /** The agent does not do its part: opens no connection, speaks no SOCKS. */
  | 'agent_failed'
  | 'closed'

/**
 * Why a request did not get its answer. Neither message nor members ever carry a path, a query, a header or a body:
 * the error that undici throws can, so it is not kept as `cause`; what it says is condensed in `reason`.
 */
export class OutboundError extends Error {
  override readonly name = 'OutboundError'
  readonly code: OutboundErrorCode
  /** Host and port asked for. */
  readonly host: string | undefined
  /** Code of the layer below: an AddressReason, a system or a TLS error code. */
  readonly reason: string | undefined

  constructor(code: OutboundErrorCode, message: string, options: { host?: string; reason?: string } = {}) {
    super(message)
    this.code = code
    this.host = options.host
    this.reason = options.reason
  }
}
