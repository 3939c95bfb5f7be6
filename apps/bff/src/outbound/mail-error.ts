/** Why a mail did not go out, in words for an admin. */
export class MailError extends Error {
  override readonly name = 'MailError'
  readonly code = 'mail_failed'
  /** Another try may succeed. */
  readonly isPassing: boolean

  constructor(message: string, options: { readonly isPassing: boolean }) {
    super(message)
    this.isPassing = options.isPassing
  }
}

interface SmtpError {
  readonly code?: string
  readonly responseCode?: number
  readonly response?: string
}

const unreachable = new Set(['ECONNECTION', 'ETIMEDOUT', 'ESOCKET', 'EDNS', 'ECONNREFUSED', 'ECONNRESET'])
const maxSaid = 300

/** What the server itself said, on one line. */
function said({ response = '' }: SmtpError): string {
  const text = response.replaceAll(/\s+/g, ' ').trim().slice(0, maxSaid)
  return text === '' ? '' : ` It said: ${text}`
}

/** By the codes of nodemailer and of the server (RFC 5321 section 4.2.1: 4yz passes, 5yz stays). */
export function explainMailFailure(error: unknown, host: string): MailError {
  const smtp = (error instanceof Error ? error : {}) as SmtpError
  const { code = '', responseCode = 0 } = smtp
  if (code === 'EAUTH') {
    const message = `The mail server ${host} refused the user name or the password.${said(smtp)}`
    return new MailError(message, { isPassing: true })
  }
  if (code === 'ETLS') {
    const message = `The mail server ${host} offers no encrypted connection that can be trusted.`
    return new MailError(message, { isPassing: true })
  }
  if (responseCode > 0) {
    const isPassing = responseCode < 500
    const what = isPassing ? 'did not take the mail for now.' : 'refused the mail.'
    return new MailError(`The mail server ${host} ${what}${said(smtp)}`, { isPassing })
  }
  const message = unreachable.has(code)
    ? `The mail server ${host} could not be reached, or ended the connection (${code}).`
    : `The mail could not be handed to ${host}.`
  return new MailError(message, { isPassing: true })
}
