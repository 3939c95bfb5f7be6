import { findApplication } from '@patchbay/applications/catalogue'
import type { Mail } from '../../outbound/mailer.ts'
import type { NoticeRecord } from '../../records/notification.ts'
import { oneLine } from './one-line.ts'

type Notice = Pick<NoticeRecord, 'type' | 'connectionId' | 'name' | 'application' | 'statusReason' | 'at'>
type Words = Omit<Mail, 'to'>

const mostNamed = 50

function titleOf({ name, application }: Notice): string {
  return `${oneLine(name)} (${findApplication(application)?.name ?? oneLine(application)})`
}

function timeOf({ at }: Notice): string {
  return `${at.slice(0, 10)} at ${at.slice(11, 16)} UTC`
}

function linkOf({ connectionId }: Notice, url: string): string {
  return `${url}/connections/${connectionId}`
}

function signed(paragraphs: readonly string[], url: string): string {
  const why = `You get this because your address is among the recipients of Patchbay: ${url}/settings`
  return `${[...paragraphs, `-- \n${why}`].join('\n\n')}\n`
}

function aboutOne(notice: Notice, url: string): Words {
  const [title, name] = [titleOf(notice), oneLine(notice.name)]
  if (notice.type === 'connection.online') {
    const what = `${title} came back online on ${timeOf(notice)}. Programs can use it again; there is nothing to do.`
    return { subject: `${name} is online again`, text: signed([what, linkOf(notice, url)], url) }
  }
  const paragraphs = [
    `${title} went offline on ${timeOf(notice)}. Programs that use it are refused until somebody signs in again.`,
    `Why: ${oneLine(notice.statusReason ?? 'The application gave no reason.', 1000)}`,
    `What to do: open the connection and choose “Authorize again”.\n${linkOf(notice, url)}`,
  ]
  return { subject: `${name} needs a new sign-in`, text: signed(paragraphs, url) }
}

function counted(count: number, one: string, many: string): string {
  return count === 1 ? `1 connection ${one}` : `${count} connections ${many}`
}

function listed(notices: readonly Notice[], { url, most }: { url: string; most: number }): string[] {
  const lines = notices.slice(0, most).map((notice) => {
    const reason = notice.type === 'connection.offline' ? notice.statusReason : null
    const why = reason === null ? '' : `: ${oneLine(reason, 300)}`
    return `- ${titleOf(notice)}${why}\n  ${linkOf(notice, url)}`
  })
  const more = notices.length - lines.length
  return [...lines, ...(more > 0 ? [`- and ${more} more: ${url}/connections`] : [])]
}

function aboutMany(notices: readonly Notice[], url: string): Words {
  const offline = notices.filter(({ type }) => type === 'connection.offline')
  const online = notices.filter(({ type }) => type === 'connection.online')
  const needs = counted(offline.length, 'needs a new sign-in', 'need a new sign-in')
  const back = counted(online.length, 'is online again', 'are online again')
  const parts = [...(offline.length > 0 ? [needs] : []), ...(online.length > 0 ? [back] : [])]
  const mostOnline = Math.max(0, mostNamed - offline.length)
  const paragraphs = [
    ...(offline.length > 0
      ? [
          `${needs}. Open each one and choose “Authorize again”:`,
          ...listed(offline, { url, most: mostNamed }),
        ]
      : []),
    ...(online.length > 0 ? [`${back}:`, ...listed(online, { url, most: mostOnline })] : []),
  ]
  return { subject: parts.join(', '), text: signed(paragraphs, url) }
}

/** What happened, what to do and where, for the admins. `url` is where the console is. */
export function composeMail(notices: readonly Notice[], url: string): Words {
  const [first, ...others] = notices
  return first !== undefined && others.length === 0 ? aboutOne(first, url) : aboutMany(notices, url)
}

export function composeTestMail(url: string): Words {
  const text = 'This is a test. Mails of Patchbay reach you: it writes when a connection needs a new sign-in.'
  return { subject: 'Patchbay can send you mail', text: signed([text], url) }
}
