import { connect, type Socket } from 'node:net'

export interface RawAnswer {
  /** 0: the connection ended without one. */
  readonly status: number
  readonly version: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: string
  /** All values of a header. */
  readonly values: (name: string) => string[]
}

export function connectTo(target: string): Socket {
  const { hostname, port } = new URL(target)
  // What the other side does to the connection is seen by its end.
  return connect(Number(port), hostname).on('error', () => undefined)
}

/** RFC 9112 section 7.1. */
function joined(chunked: string): string {
  const at = chunked.indexOf('\r\n')
  const size = at < 0 ? 0 : Number.parseInt(chunked, 16)
  const from = at + 2
  return size > 0 ? chunked.slice(from, from + size) + joined(chunked.slice(from + size + 2)) : ''
}

export function parseAnswer(text: string): RawAnswer {
  const end = text.indexOf('\r\n\r\n')
  const [first = '', ...lines] = text.slice(0, Math.max(end, 0)).split('\r\n')
  const [, version = '', status = '0'] = /^HTTP\/(\S+) (\d{3})/.exec(first) ?? []
  const headers = lines.map((line) => {
    const at = line.indexOf(':')
    return [line.slice(0, at), line.slice(at + 1).trim()] as const
  })
  const values = (name: string) =>
    headers.filter(([each]) => each.toLowerCase() === name).map(([, value]) => value)
  const rest = end < 0 ? '' : text.slice(end + 4)
  return {
    status: Number(status),
    version,
    headers,
    body: values('transfer-encoding').includes('chunked') ? joined(rest) : rest,
    values,
  }
}

/** Sends bytes (latin1) and reads to the end of the connection; interim answers are left out. */
export function rawExchange(target: string, bytes: string): Promise<RawAnswer> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    const socket = connectTo(target)
    socket.on('data', (chunk) => chunks.push(chunk))
    socket.once('close', () => {
      const text = Buffer.concat(chunks).toString('latin1')
      resolve(parseAnswer(text.replace(/^(HTTP\/1\.1 1\d\d .*?\r\n\r\n)+/s, '')))
    })
    socket.write(bytes, 'latin1')
  })
}
