import type { Transporter } from 'nodemailer'
import type { SentMessageInfo } from 'nodemailer/lib/smtp-transport'
import type { MailConfig } from '../config-mail.ts'
import { explainMailFailure } from './mail-error.ts'

/** Plain text. */
export interface Mail {
  readonly to: readonly string[]
  readonly subject: string
  readonly text: string
}

export interface MailReceipt {
  readonly accepted: readonly string[]
  /** The server took the mail, but not for these. */
  readonly rejected: readonly string[]
  readonly response: string
}

export interface Mailer {
  readonly from: string
  /** @throws MailError */
  send(mail: Mail): Promise<MailReceipt>
  close(): void
}

const connectMs = 10_000
const silenceMs = 30_000
const loopback = /^(localhost|127\.\d+\.\d+\.\d+|::1)$/

async function connect({ host, port, isTls, auth }: MailConfig): Promise<Transporter<SentMessageInfo>> {
  // Loaded with the first mail, which most deployments never send.
  const { createTransport } = await import('nodemailer')
  return createTransport({
    host,
    ...(port === null ? {} : { port }),
    secure: isTls,
    // A password does not travel in the clear.
    requireTLS: auth !== null && !loopback.test(host),
    ...(auth === null ? {} : { auth: { user: auth.user, pass: auth.password } }),
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    dnsTimeout: connectMs,
    socketTimeout: silenceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
}

export function createMailer(config: MailConfig): Mailer {
  const { from, host } = config
  let transport: Promise<Transporter<SentMessageInfo>> | null = null

  return {
    from,
    async send({ to, subject, text }) {
      transport ??= connect(config)
      try {
        const sent = await (await transport).sendMail({ from, to: [...to], subject, text })
        const { accepted, rejected, response } = sent
        return { accepted: accepted.map(String), rejected: rejected.map(String), response }
      } catch (error) {
        throw explainMailFailure(error, host)
      }
    },
    close() {
      void transport?.then((each) => each.close())
    },
  }
}
