import type { Duplex } from 'node:stream'
import { SocksClient } from 'socks'
import { OutboundError } from '../outbound/outbound-error.ts'

export interface Target {
  /** A name or an address, IPv6 without brackets. */
  readonly host: string
  readonly port: number
}

const handshakeWithinMs = 10_000
/** RFC 1928 section 5: its length is one byte. */
const longestHost = 255

type Refusal = readonly [code: 'agent_refused' | 'unreachable' | 'agent_failed', text: string]

/** RFC 1928 section 6, by the names that `socks` gives the replies. */
const replies: Readonly<Record<string, Refusal>> = {
  NotAllowed: ['agent_refused', 'is not among the servers that the agent lets through (its option --allow)'],
  NetworkUnreachable: ['unreachable', 'is in a network that the agent does not reach'],
  HostUnreachable: ['unreachable', 'was not found or does not answer, says the agent'],
  ConnectionRefused: ['unreachable', 'refused the connection, says the agent'],
  TTLExpired: ['unreachable', 'does not answer, says the agent'],
  Failure: ['unreachable', 'could not be connected to, says the agent'],
  CommandNotSupported: ['agent_failed', 'was asked for, but the agent makes no connections'],
  AddressNotSupported: ['unreachable', 'has a kind of address that the agent does not know'],
}

/** The last word of what `socks` says names the reply. */
function explain(error: unknown, name: string, isSocks: boolean): OutboundError {
  const said = error instanceof Error ? error.message : ''
  const reply = / - (\w+)$/.exec(said)?.[1] ?? ''
  const known = replies[reply]
  if (known !== undefined)
    return new OutboundError(known[0], `${name} ${known[1]} (${reply}).`, { host: name, reason: reply })
  if (isSocks && unanswered.has(said)) {
    const message = `${name} could not be connected to from where the agent is. It is not there or does not answer, or the agent does not let it through (PermitRemoteOpen of OpenSSH).`
    return new OutboundError('unreachable', message, { host: name, reason: 'SOCKS_CLOSED' })
  }
  const message = `${name} could not be asked for: the agent did not answer in SOCKS 5. It must forward without a destination, as in ssh -R 0.`
  return new OutboundError('agent_failed', message, { host: name, reason: 'SOCKS' })
}

/** OpenSSH sends no reply where it does not connect: it closes, or waits on. */
const unanswered = new Set(['Socket closed', 'Proxy connection timed out'])

/** RFC 1928 section 3: version 5, no authentication. */
const greeting = Buffer.from([5, 0])

/** Whether the other end answered the greeting as SOCKS 5 has it. */
function hearGreeting(stream: Duplex) {
  let heard = Buffer.alloc(0)
  const listen = (piece: Buffer) => {
    heard = Buffer.concat([heard, piece.subarray(0, greeting.length)])
    if (heard.length >= greeting.length) stream.off('data', listen)
  }
  stream.on('data', listen)
  return {
    isSocks: () => heard.subarray(0, greeting.length).equals(greeting),
    stop: () => stream.off('data', listen),
  }
}

/**
 * Has the agent at the other end of `stream` connect to a target (RFC 1928). A name is resolved over there.
 *
 * @throws OutboundError `agent_refused`, `unreachable`, `agent_failed`
 */
export async function dial(stream: Duplex, { host, port }: Target): Promise<Duplex> {
  const name = `${host}:${port}`
  if (host.length > longestHost)
    throw new OutboundError('bad_request', 'The name of the server is too long.', {
      reason: 'ENAMETOOLONG',
    })
  const greeted = hearGreeting(stream)
  // Half a handshake is none; `socks` would wait for the rest.
  const giveUp = () => stream.destroy()
  stream.once('end', giveUp)
  try {
    await SocksClient.createConnection({
      command: 'connect',
      // Never connected to: the stream is there. `socks` asks for an address all the same.
      proxy: { host: 'agent', port: 1, type: 5 },
      destination: { host, port },
      existing_socket: stream,
      timeout: handshakeWithinMs,
    })
    return stream
  } catch (error) {
    stream.destroy()
    throw explain(error, name, greeted.isSocks())
  } finally {
    greeted.stop()
    stream.off('end', giveUp)
  }
}
