import type { Duplex } from 'node:stream'
import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls'
import { callbackify } from 'node:util'
import { buildConnector } from 'undici'
import { bareHost, portOf } from './address.ts'
import { explainFailure } from './explain-failure.ts'
import { OutboundError, type OutboundErrorCode } from './outbound-error.ts'

export interface TunnelTarget {
  /** A name or an address, IPv6 without brackets. */
  readonly host: string
  readonly port: number
}

/** A stream to a target, through something. */
export type Dial = (target: TunnelTarget) => Promise<Duplex>

const contexts = new Map<string, SecureContext>()
const mostContexts = 100

/** Reading the authorities takes long, so each set of them is read once. */
function trusting(authority: string): SecureContext {
  const known = contexts.get(authority)
  if (known !== undefined) return known
  if (contexts.size >= mostContexts) contexts.clear()
  const context = createSecureContext({ ca: [...getCACertificates('default'), authority] })
  contexts.set(authority, context)
  return context
}

/** @param authority PEM, trusted besides the public ones; null: those alone */
export function tunnelConnector(dial: Dial, authority: string | null): buildConnector.connector {
  const secure = buildConnector({
    allowH2: false,
    keepAlive: false,
    ...(authority === null ? {} : { secureContext: trusting(authority) }),
  })
  const connect = callbackify(dial)
  return (options, callback) => {
    const isSecure = options.protocol === 'https:'
    const target = { host: bareHost(options.hostname), port: Number(options.port) || (isSecure ? 443 : 80) }
    connect(target, (error, stream) => {
      // undici asks for a socket, and makes do with a stream: it has one from its own proxy agent, too.
      if (error !== null) callback(error, null)
      else if (isSecure) secure({ ...options, httpSocket: stream as never }, callback)
      else callback(null, stream as never)
    })
  }
}

/** What can be done about it where a server stands behind an agent. */
const advice: Partial<Record<OutboundErrorCode, string>> = {
  tls: 'If a private authority made its certificate, give that authority to the agent: --ca, or on the Agents page.',
  unreachable: 'The agent may not reach it, or not let it through.',
}

/** As any failure, and what the way through an agent has to do with it where nobody on it said so. */
export function explainTunnelFailure(error: unknown, host: string): OutboundError {
  const failure = explainFailure(error, host)
  const more = advice[failure.code]
  if (more === undefined || failure === error || failure.reason === undefined) return failure
  return new OutboundError(failure.code, `${failure.message} ${more}`, { host, reason: failure.reason })
}

/** Only the one server that the connection is about. @throws OutboundError `address_refused` */
export function refuseOther(url: URL, { host, port }: TunnelTarget): void {
  const asked = { host: bareHost(url.hostname), port: portOf(url) }
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:'
  if (isWeb && asked.host === host && asked.port === port && url.username === '' && url.password === '')
    return
  throw new OutboundError(
    'address_refused',
    `${asked.host}:${asked.port} may not be reached through the agent: only ${host}:${port}, the server of the Instance URI, may.`,
    { host: `${asked.host}:${asked.port}`, reason: 'not_the_instance' },
  )
}
