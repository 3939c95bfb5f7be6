/** Where mails go out, and in whose name. Holds a password: not for the log. */
export interface MailConfig {
  readonly host: string
  /** null: the usual one, 465 with TLS from the start, else 587. */
  readonly port: number | null
  readonly isTls: boolean
  readonly auth: { readonly user: string; readonly password: string } | null
  readonly from: string
}

export const mailVariables = ['PATCHBAY_SMTP_URL', 'PATCHBAY_MAIL_FROM'] as const

const sender = /^(?:[^<>"\p{Cc}]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/u

function parseServer(text: string): Omit<MailConfig, 'from'> | null {
  const url = URL.parse(text)
  if (url === null || !/^smtps?:$/.test(url.protocol) || url.hostname === '') return null
  if (!['', '/'].includes(url.pathname) || url.search !== '' || url.hash !== '') return null
  if ((url.username === '') !== (url.password === '')) return null
  const auth = { user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) }
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? null : Number(url.port),
    isTls: url.protocol === 'smtps:',
    auth: url.username === '' ? null : auth,
  }
}

function serverOf(text: string): Omit<MailConfig, 'from'> | null {
  try {
    return parseServer(text)
  } catch (error) {
    // A stray % in user name or password.
    if (error instanceof URIError) return null
    throw error
  }
}

/** null: no mails. Each fault is named; values are not echoed, since one holds a password. */
export function readMail(values: Readonly<Record<string, string>>): {
  mail: MailConfig | null
  faults: string[]
} {
  const { PATCHBAY_SMTP_URL: url, PATCHBAY_MAIL_FROM: from } = values
  if (url === undefined && from === undefined) return { mail: null, faults: [] }
  const server = url === undefined ? null : serverOf(url)
  const faults = [
    ...(url === undefined ? ['PATCHBAY_SMTP_URL must be set where PATCHBAY_MAIL_FROM is'] : []),
    ...(url !== undefined && server === null
      ? ['PATCHBAY_SMTP_URL must be an address such as smtps://user:password@mail.example.com:465']
      : []),
    ...(from === undefined ? ['PATCHBAY_MAIL_FROM must be set where PATCHBAY_SMTP_URL is'] : []),
    ...(from !== undefined && !sender.test(from)
      ? ['PATCHBAY_MAIL_FROM must be an address such as Patchbay <patchbay@example.com>']
      : []),
  ]
  return { mail: server === null || from === undefined ? null : { ...server, from }, faults }
}
