import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { askToken } from './ask-token.ts'

/** A terminal with somebody at it, who types this. */
function terminal(typed: string) {
  const modes: boolean[] = []
  const input = Object.assign(new PassThrough(), { setRawMode: (raw: boolean) => modes.push(raw) })
  const output = new PassThrough()
  const answer = askToken(input as unknown as NodeJS.ReadStream, output as unknown as NodeJS.WriteStream)
  input.write(typed)
  return { answer, modes, shown: () => String(output.read()) }
}

describe('an access token that is asked for', () => {
  it('is taken without a sign of it on the screen', async () => {
    const { answer, shown } = terminal('pba_typed_in\r')
    expect(await answer).toBe('pba_typed_in')
    expect(shown()).toBe('Access token of the agent (it does not show): \n')
  })

  it('may be pasted with spaces around it, and mended', async () => {
    expect(await terminal('  pba_pastedd\u007f \r').answer).toBe('pba_pasted')
  })

  it.each([
    ['Ctrl+C', '\u0003'],
    ['Ctrl+D', '\u0004'],
  ])('is none after %s', async (_key, typed) => {
    expect(await terminal(typed).answer).toBeNull()
  })

  it('leaves the terminal as it was', async () => {
    const { answer, modes } = terminal('pba_typed_in\r')
    await answer
    expect(modes).toEqual([true, false])
  })
})
