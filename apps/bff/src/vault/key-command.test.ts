import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { keyRingOfCommand } from './key-command.ts'

const entry = (id: string) => `${id}:${randomBytes(32).toString('base64')}`

describe('the command that prints keys', () => {
  it('is run by the shell', async () => {
    const [first, second] = [entry('a'), entry('b')]
    const ring = await keyRingOfCommand(`printf '%s,' '${first}' && echo '${second}'`)
    expect(ring.map(({ id }) => id)).toEqual(['a', 'b'])
  })

  it.each([
    [
      'fails',
      'echo k3y-material; echo k3y-material >&2; exit 3',
      /ended with exit code 3\. Run it by itself/,
    ],
    ['is not there', 'no-such-command-k3y-material', /was not found \(exit code 127\)/],
    ['prints something else', 'echo k3y-material', /printed no key ring of the form id:base64/],
    ['prints nothing', 'true', /printed no key ring/],
    ['prints without end', 'yes k3y-material', /printed more than a key ring/],
  ])('that %s is named, without what it printed', async (_, command, message) => {
    const failure = await keyRingOfCommand(command).then(
      () => expect.fail(),
      (error: unknown) => error as Error,
    )
    expect(failure).toMatchObject({ code: 'key_command_failed', message: expect.stringMatching(message) })
    expect(JSON.stringify([failure.message, failure.stack, failure.cause])).not.toContain('k3y-material')
  })
})
