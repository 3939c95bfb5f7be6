import {
  Agent,
  type buildConnector,
  fetch as undiciFetch,
  type RequestInit as UndiciInit,
  type Response as UndiciResponse,
} from 'undici'
import { bareHost, portOf } from './address.ts'
import { type AddressReason, type AllowList, checkUrl } from './address-rules.ts'
import { createConnector, type Resolve, resolveBySystem } from './connector.ts'
import { explainFailure } from './explain-failure.ts'
import { OutboundError } from './outbound-error.ts'
import { sendStream, type StreamAnswer, type StreamInit } from './stream.ts'
import { readBody } from './read-body.ts'
import { type Dial, explainTunnelFailure, refuseOther, tunnelConnector, type TunnelTarget } from './tunnel.ts'

export interface OutboundInit {
  readonly method?: string | undefined
  readonly headers?: Headers | Record<string, string> | [string, string][] | undefined
  readonly body?: string | URLSearchParams | Uint8Array | ArrayBuffer | ReadableStream | null | undefined
  readonly duplex?: 'half' | undefined
  readonly signal?: AbortSignal | null | undefined
  /** Redirects are never followed, whatever is asked for: a 3xx is handed back. */
  readonly redirect?: 'manual' | undefined
  /** For everything, from the name's resolution to the last byte of the body. 10 s unless told. */
  readonly timeoutMs?: number | undefined
  /** Of the body, decompressed. 1 MiB unless told. */
  readonly maxBytes?: number | undefined
}

export interface Outbound {
  /**
   * The one way out. Answers with the body already read. Fits openid-client's `customFetch`.
   *
   * @throws OutboundError
   */
  fetch(url: string | URL, init?: OutboundInit): Promise<Response>
  /**
   * As `fetch`, with the bodies of both sides as they come, unread and undecompressed.
   *
   * @throws OutboundError; the signal's reason where the caller left
   */
  stream(url: URL, init: StreamInit): Promise<StreamAnswer>
  /** Cuts what is under way and closes the connections kept open. */
  close(): Promise<void>
}

interface OutboundLog {
  warn(details: object, message: string): void
}

export interface OutboundOptions {
  readonly allow: AllowList
  readonly resolve?: Resolve | undefined
  readonly log?: OutboundLog | undefined
}

export interface TunnelOptions {
  readonly dial: Dial
  /** The one server that may be reached. */
  readonly target: TunnelTarget
  /** PEM; null: public authorities alone. */
  readonly certificateAuthority: string | null
  readonly log?: OutboundLog | undefined
}

interface Way {
  readonly connect: buildConnector.connector
  /** @throws OutboundError `address_refused` */
  readonly refuse: (url: URL) => void
  readonly explain: (error: unknown, host: string) => OutboundError
  readonly log: OutboundLog | undefined
}

const defaultTimeoutMs = 10_000
const defaultMaxBytes = 1_048_576
/** Fetch standard, "null body status": the Response constructor refuses a body with these. */
const statusesWithoutBody = new Set([204, 205, 304])

/** Straight out, by the address rules. */
export function createOutbound({ allow, resolve = resolveBySystem, log }: OutboundOptions): Outbound {
  return outboundBy({
    connect: createConnector(allow, resolve),
    refuse: (url) => refuseUnlessAllowed(url, allow),
    explain: explainFailure,
    log,
  })
}

/** Through a tunnel to one server, wherever that is. */
export function createTunnel({ dial, target, certificateAuthority, log }: TunnelOptions): Outbound {
  return outboundBy({
    connect: tunnelConnector(dial, certificateAuthority),
    refuse: (url) => refuseOther(url, target),
    explain: explainTunnelFailure,
    log,
  })
}

function outboundBy({ connect, refuse, explain, log }: Way): Outbound {
  const agent = new Agent({ connect, allowH2: false })
  const closing = new AbortController()

  return {
    async fetch(url, init = {}) {
      const target = parseTarget(url)
      const host = `${bareHost(target.hostname)}:${portOf(target)}`
      try {
        refuse(target)
        return await send(target, init, { agent, host, closing: closing.signal })
      } catch (error) {
        const failure = explain(error, host)
        if (failure.code === 'address_refused') {
          log?.warn({ host, reason: failure.reason }, 'request to a refused address')
        }
        throw failure
      }
    },
    async stream(target, init) {
      const host = `${bareHost(target.hostname)}:${portOf(target)}`
      try {
        refuse(target)
        // Closing destroys the agent, and with it what is under way.
        return await sendStream(agent, target, init)
      } catch (error) {
        init.signal.throwIfAborted()
        if (closing.signal.aborted) throw new OutboundError('closed', 'Patchbay is shutting down.', { host })
        throw explain(error, host)
      }
    },
    async close() {
      closing.abort()
      await agent.destroy()
    },
  }
}

async function send(
  url: URL,
  { timeoutMs = defaultTimeoutMs, maxBytes = defaultMaxBytes, signal, ...init }: OutboundInit,
  { agent, host, closing }: { agent: Agent; host: string; closing: AbortSignal },
): Promise<Response> {
  const deadline = AbortSignal.timeout(timeoutMs)
  const signals = [deadline, closing, ...(signal ? [signal] : [])]
  const request = { ...init, redirect: 'manual', dispatcher: agent, signal: AbortSignal.any(signals) }
  try {
    // The members are those of the standard; undici's own types only name other copies of the same classes.
    const response = await undiciFetch(url, request as UndiciInit)
    if (response.status > 599) throw impossibleStatus(response.status, host)
    const body = response.body === null ? null : await readBody(response.body, { maxBytes, host })
    return bufferedResponse(response, body)
  } catch (error) {
    if (closing.aborted) throw new OutboundError('closed', 'Patchbay is shutting down.', { host })
    if (signal?.aborted)
      throw new OutboundError('aborted', `The request to ${host} was called off.`, { host })
    if (!deadline.aborted) throw error
    throw new OutboundError('timeout', `${host} did not answer in full within ${timeoutMs} ms.`, { host })
  }
}

/** The platform's own Response: openid-client takes no other. */
function bufferedResponse(response: UndiciResponse, body: Uint8Array<ArrayBuffer> | null): Response {
  const headers = new Headers([...response.headers])
  // They describe the body as it was sent, no longer what is handed on.
  for (const name of ['content-encoding', 'content-length', 'transfer-encoding']) headers.delete(name)
  const { status, statusText } = response
  return new Response(statusesWithoutBody.has(status) ? null : body, { status, statusText, headers })
}

/** Not one of HTTP's classes (RFC 9110 section 15), and nothing that the Response constructor would take. */
function impossibleStatus(status: number, host: string): OutboundError {
  return new OutboundError('bad_response', `${host} answered with the impossible status ${status}.`, { host })
}

function parseTarget(url: string | URL): URL {
  const target = URL.parse(String(url))
  if (target === null) throw new OutboundError('bad_request', 'What was to be requested is not a URL.')
  return target
}

const refusals: Record<AddressReason, string> = {
  unsupported_scheme: 'is not an https address',
  not_https: 'may not be reached by http, only by https',
  credentials: 'was given with a user name or password in its URL',
  unusual_port: 'may not be reached at a port of another protocol unless it is allowed',
  private_address: 'is a private address, which may not be reached unless it is allowed',
}

function refuseUnlessAllowed(url: URL, allow: AllowList): void {
  const verdict = checkUrl(url, allow)
  if (verdict.allowed) return
  const { reason } = verdict
  const message = `${bareHost(url.hostname)} ${refusals[reason]}.`
  throw new OutboundError('address_refused', message, {
    host: `${bareHost(url.hostname)}:${portOf(url)}`,
    reason,
  })
}
