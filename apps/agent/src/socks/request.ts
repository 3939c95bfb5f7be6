import type { Duplex } from 'node:stream'
import type { Target } from '../allow-list.ts'
import { ExactReader } from './exact-reader.ts'
import { type ReplyCode, reply } from './reply.ts'

// RFC 1928. The libraries for it listen on a port of their own, and this end of it has none.
const version = 5
const noAuthentication = 0
const noAcceptableMethod = 0xff
const connect = 1
const name = 3
const addressSizes: Partial<Record<number, number>> = { 1: 4, 4: 16 }

/**
 * Greeting and request of whoever is at the other end. Null: it was answered that this cannot be done.
 *
 * @throws Error where this is not SOCKS 5, or ends before it is complete
 */
export async function readRequest(stream: Duplex, signal: AbortSignal): Promise<Target | null> {
  const reader = new ExactReader(stream, signal)
  try {
    return await negotiate(stream, reader)
  } finally {
    reader.release()
  }
}

async function negotiate(stream: Duplex, reader: ExactReader): Promise<Target | null> {
  const [greetingVersion, methodCount = 0] = await reader.read(2)
  if (greetingVersion !== version) throw new Error('This is not SOCKS 5.')
  const methods = methodCount === 0 ? Buffer.alloc(0) : await reader.read(methodCount)
  if (!methods.includes(noAuthentication)) return refuse(stream, [version, noAcceptableMethod])
  stream.write(Buffer.of(version, noAuthentication))

  const [requestVersion, command, , type = 0] = await reader.read(4)
  if (requestVersion !== version) throw new Error('This is not SOCKS 5.')
  const size = type === name ? (await reader.read(1))[0] : addressSizes[type]
  if (size === undefined) return answer(stream, 'address-type-not-supported')
  if (size === 0) return answer(stream, 'failure')
  const address = await reader.read(size)
  const port = (await reader.read(2)).readUInt16BE()
  if (command !== connect) return answer(stream, 'command-not-supported')
  const host = type === name ? readName(address) : readAddress(address)
  return host === null || port === 0 ? answer(stream, 'failure') : { host, port }
}

function refuse(stream: Duplex, bytes: number[]): null {
  stream.end(Buffer.from(bytes))
  return null
}

function answer(stream: Duplex, code: ReplyCode): null {
  return refuse(stream, [...reply(code)])
}

/** A name goes to the resolver and into a line for people, so nothing odd may be in it. */
function readName(bytes: Buffer): string | null {
  const text = bytes.toString('latin1')
  return /^[\x21-\x7e]+$/.test(text) ? text : null
}

function readAddress(bytes: Buffer): string {
  if (bytes.length === 4) return bytes.join('.')
  const groups = Array.from({ length: 8 }, (_, index) => bytes.readUInt16BE(index * 2).toString(16))
  return new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1)
}
