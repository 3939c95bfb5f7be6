import { describe, expect, it } from 'vitest'
import { composeMail } from './compose-mail.ts'
import { oneLine } from './one-line.ts'

const url = 'https://patchbay.example'
const at = '2026-11-21T13:05:09.000Z'
const reason = 'The application ended the access. Authorize again.'

function notice(name: string, type: 'connection.offline' | 'connection.online' = 'connection.offline') {
  const statusReason = type === 'connection.offline' ? reason : null
  return { type, connectionId: `conn_${name}`, name, application: 'lexbizz', statusReason, at }
}

describe('a mail', () => {
  it('says of one connection what happened, why, what to do and where', () => {
    const { subject, text } = composeMail([notice('production')], url)
    expect(subject).toBe('production needs a new sign-in')
    expect(text).toContain('production (lexbizz) went offline on 2026-11-21 at 13:05 UTC.')
    expect(text).toContain(`Why: ${reason}`)
    expect(text).toContain(
      'choose “Authorize again”.\nhttps://patchbay.example/connections/conn_production\n',
    )
    expect(text).toContain('https://patchbay.example/settings')
  })

  it('says that one is online again, with nothing to do', () => {
    const { subject, text } = composeMail([notice('production', 'connection.online')], url)
    expect(subject).toBe('production is online again')
    expect(text).toMatch(/came back online on 2026-11-21 at 13:05 UTC.*nothing to do/)
    expect(text).not.toContain('Why:')
  })

  it('of two hundred names fifty and counts the rest', () => {
    const many = Array.from({ length: 200 }, (_, number) => notice(`shop-${number}`))
    const { subject, text } = composeMail(many, url)
    expect(subject).toBe('200 connections need a new sign-in')
    expect(text.match(/\/connections\/conn_/g)).toHaveLength(50)
    expect(text).toContain('- and 150 more: https://patchbay.example/connections')
  })

  it('tells those that need a sign-in from those that are back', () => {
    const back = [notice('a', 'connection.online'), notice('b', 'connection.online')]
    const { subject, text } = composeMail([...back, notice('c')], url)
    expect(subject).toBe('1 connection needs a new sign-in, 2 connections are online again')
    expect(text.indexOf('conn_c')).toBeLessThan(text.indexOf('conn_a'))
  })
})

describe('a name in a line', () => {
  it.each([
    ['a\r\nBcc: victim@example.com', 'a Bcc: victim@example.com'],
    ['a\u2028b\u0085c\u0000d', 'a b c d'],
    ['invoice\u202egpj.exe', 'invoicegpj.exe'],
    ['🏪 Shop 👩‍🔧', '🏪 Shop 👩‍🔧'],
    ['חנות 5', '\u2068חנות 5\u2069'],
  ])('%j is %j', (name, shown) => {
    expect(oneLine(name)).toBe(shown)
  })

  it('that is long is cut between characters', () => {
    expect(oneLine('👩'.repeat(300))).toBe(`${'👩'.repeat(199)}…`)
  })
})
