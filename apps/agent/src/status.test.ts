import { describe, expect, it } from 'vitest'
import { bytes } from './bytes.ts'
import { type Output, Status } from './status.ts'
import { Traffic } from './traffic.ts'

function recorder(isTTY: boolean, columns = 200) {
  let text = ''
  const output: Output = { isTTY, columns, write: (piece) => (text += piece) }
  const status = new Status(output, { gateway: { host: 'patchbay.example.com', port: 4622 } }, new Traffic())
  return { status, text: () => erased(text) }
}
/** As it is read by people: the erasing of a line is shown as a word. */
const erased = (text: string) => text.replaceAll('\r\u001b[2K', '<erased>')
const lost = { kind: 'lost', message: 'The gateway ended the link.' } as const

describe('without a terminal', () => {
  it('there is one plain line a change', () => {
    const { status, text } = recorder(false)
    status.linked()
    for (let tries = 0; tries < 3; tries += 1) status.down(lost, 500)
    status.linked()
    status.stopping(2)
    status.close()
    expect(text().split('\n')).toEqual([
      'Linked to patchbay.example.com:4622.',
      'The gateway ended the link. Trying again.',
      'Linked to patchbay.example.com:4622.',
      'Stopping: 2 open, which are given 5 s to end.',
      '',
    ])
  })

  it('a refused target is named once', () => {
    const { status, text } = recorder(false)
    for (const port of [80, 443, 80]) status.refused({ host: 'printer.local', port })
    expect(text()).toBe(
      'Refused printer.local:80: no --allow names it.\nRefused printer.local:443: no --allow names it.\n',
    )
  })
})

describe('at a terminal', () => {
  it('a line below the others is always of now, and no wider than the terminal', () => {
    const { status, text } = recorder(true, 30)
    status.linked()
    expect(text()).toMatch(/^Linked to .*\nLinked since \d{4}-\d\d-\d\d \d\d:\d\d$/)
    status.refused({ host: 'printer.local', port: 80 })
    expect(text()).toMatch(/\d\d:\d\d<erased>Refused printer.local:80: no --allow names it\.\nLinked since/)
    status.down(lost, 2000)
    expect(text()).toMatch(/<erased>Not linked, next try in 2 s$/)
    status.close()
    expect(text()).toMatch(/<erased>$/)
  })
})

describe('a number of bytes', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.0 kB'],
    [1234, '1.2 kB'],
    [34_000_000, '34 MB'],
    [999_600, '1.0 MB'],
    [1_073_741_824, '1.1 GB'],
  ])('%d reads %s', (count, text) => {
    expect(bytes(count)).toBe(text)
  })
})
