import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export interface ReceivedMail {
  readonly from: string
  readonly to: readonly string[]
  readonly headers: string
  /** Decoded. */
  readonly subject: string
  readonly body: string
}

/** A mail server that takes everything, until it is told otherwise. */
export interface MailServer {
  readonly port: number
  readonly received: ReceivedMail[]
  /** From now on each mail is refused with this code; null: taken. */
  readonly refuse: (code: number | null) => void
  /** Recipients that it does not take. */
  readonly unknown: Set<string>
  readonly stop: () => Promise<void>
}

interface Options {
  readonly port?: number
  readonly user?: string
  readonly password?: string
}

function decodeWord(_all: string, kind: string, encoded: string): string {
  const quoted = encoded
    .replaceAll('_', ' ')
    .replaceAll(/=([0-9A-F]{2})/gi, (_hex, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
  return kind.toUpperCase() === 'B'
    ? Buffer.from(encoded, 'base64').toString()
    : Buffer.from(quoted, 'latin1').toString()
}

function decodeBody(headers: string, body: string): string {
  const [, encoding = '7bit'] = /^Content-Transfer-Encoding: (\S+)/im.exec(headers) ?? []
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString()
  if (encoding !== 'quoted-printable') return body
  const bytes = body
    .replaceAll(/=\r?\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/gi, (_hex, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
  return Buffer.from(bytes, 'latin1').toString()
}

function parse(raw: string): Pick<ReceivedMail, 'headers' | 'subject' | 'body'> {
  const at = raw.indexOf('\r\n\r\n')
  const headers = raw.slice(0, at).replaceAll(/\r\n[ \t]+/g, ' ')
  const [, subject = ''] = /^Subject: (.*)$/im.exec(headers) ?? []
  const decoded = subject
    .replaceAll(/\?= =\?/g, '?==?')
    .replaceAll(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi, decodeWord)
  return { headers, subject: decoded, body: decodeBody(headers, raw.slice(at + 4)).replaceAll('\r\n', '\n') }
}

class Refusal extends Error {
  readonly responseCode: number
  constructor(code: number) {
    super('not now, not here')
    this.responseCode = code
  }
}

export async function startMailServer({ port = 0, user, password }: Options = {}): Promise<MailServer> {
  const received: ReceivedMail[] = []
  const unknown = new Set<string>()
  let refusal: number | null = null
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', ...(user === undefined ? ['AUTH'] : [])],
    allowInsecureAuth: true,
    onAuth: (auth, _session, done) =>
      auth.username === user && auth.password === password ? done(null, { user }) : done(new Refusal(535)),
    onRcptTo: ({ address }, _session, done) => done(unknown.has(address) ? new Refusal(550) : null),
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.once('end', () => {
        if (refusal !== null) return done(new Refusal(refusal))
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address
        const to = envelope.rcptTo.map(({ address }) => address)
        received.push({ from, to, ...parse(Buffer.concat(chunks).toString()) })
        return done()
      })
    },
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    port: (server.server.address() as AddressInfo).port,
    received,
    unknown,
    refuse: (code) => void (refusal = code),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
