import { connect } from 'node:net'
import type { Channel } from 'ssh2'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type AttackedPatchbay, startAttackedPatchbay } from '../testing/attacked-patchbay.ts'
import { connected, greet, take } from '../testing/rogue-agent.ts'

let attacked: AttackedPatchbay
let port: number
beforeAll(async () => {
  attacked = await startAttackedPatchbay()
  port = Number(new URL(attacked.app.origin).port)
})
afterEach(() => attacked.expectAlive())
afterAll(() => attacked.stop())

const bytes = (...values: number[]) => Buffer.from(values)
const rubbish = Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'.repeat(1_000))

/** What comes in place of the first answer, and of the second. */
const answers: readonly (readonly [what: string, first: Buffer | null, second?: Buffer | null])[] = [
  ['rubbish at once', rubbish],
  ['another version', bytes(4, 0)],
  ['no method that it was offered', bytes(5, 0xff)],
  ['a method that it was not offered', bytes(5, 0x80)],
  ['the method with a password', bytes(5, 2, 1, 0, 1, 0, 1, 0)],
  ['half a greeting, and the end', bytes(5)],
  ['a greeting, and the end', bytes(5, 0)],
  ['rubbish later', bytes(5, 0), rubbish],
  ['another version later', bytes(5, 0), bytes(4, 0, 0, 1, 0, 0, 0, 0, 0, 0)],
  ['a reply that there is not', bytes(5, 0), bytes(5, 0x77, 0, 1, 0, 0, 0, 0, 0, 0)],
  ['half a reply, and the end', bytes(5, 0), bytes(5, 0, 0, 1, 0)],
  ['a name of which half is missing', bytes(5, 0), bytes(5, 0, 0, 3, 255, 65, 65)],
  ['a kind of address that there is not', bytes(5, 0), bytes(5, 0, 0, 99, 0, 0, 0, 0, 0, 0)],
  ['half an address of IPv6', bytes(5, 0), bytes(5, 0, 0, 4, 0, 0, 0, 0)],
  ['not allowed', bytes(5, 0), bytes(5, 2, 0, 1, 0, 0, 0, 0, 0, 0)],
  ['host unreachable', bytes(5, 0), bytes(5, 4, 0, 1, 0, 0, 0, 0, 0, 0)],
]

/** Where a connection is told to be there, it is used. */
const goodReplies: readonly (readonly [what: string, reply: Buffer])[] = [
  ['an address of IPv4', connected],
  ['an address of IPv6', Buffer.concat([bytes(5, 0, 0, 4), Buffer.alloc(16, 1), bytes(0, 80)])],
  ['a name', Buffer.concat([bytes(5, 0, 0, 3, 5), Buffer.from('a.b.c'), bytes(0, 80)])],
  ['the longest name', Buffer.concat([bytes(5, 0, 0, 3, 255), Buffer.alloc(255, 65), bytes(0, 80)])],
]

describe('an agent that answers SOCKS', () => {
  it('with rubbish of any kind is told so at once, and harms nothing', { timeout: 15_000 }, async () => {
    const { rogue, connection } = await attacked.rogue()
    for (const [what, first, second = null] of answers) {
      rogue.channels(async (channel: Channel) => {
        channel.on('error', () => undefined)
        await take(channel, 3)
        channel.write(first)
        if (second !== null) {
          await take(channel, 10)
          channel.write(second)
        }
        channel.end()
      })
      const answer = await attacked.through(connection)
      expect(answer.status, what).toBe(502)
      const { type } = (await answer.json()) as { type: string }
      const code = what === 'not allowed' ? 'agent_refused' : 'application_unreachable'
      expect(type, what).toBe(`urn:patchbay:problem:${code}`)
    }
  })

  it.each(goodReplies)('with %s for its own end is used', async (_what, reply) => {
    const { rogue, connection } = await attacked.rogue()
    rogue.channels(async (channel: Channel) => {
      channel.on('error', () => undefined)
      await greet(channel)
      const socket = connect(port, '127.0.0.1', () => {
        // In two pieces, as a network may have it.
        channel.write(reply.subarray(0, 7))
        setImmediate(() => {
          channel.write(reply.subarray(7))
          channel.pipe(socket).pipe(channel)
        })
      })
    })
    const answer = await attacked.through(connection)
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({ url: expect.stringContaining('Customer') })
  })

  it('with nothing, or after the greeting nothing, is given up in time', async () => {
    const { rogue, connection } = await attacked.rogue()
    let number = 0
    rogue.channels(async (channel: Channel) => {
      channel.on('error', () => undefined)
      number += 1
      if (number === 2) await greet(channel)
    })
    const both = [attacked.through(connection), attacked.through(connection)]
    for (const answer of await Promise.all(both)) expect(answer.status).toBe(502)
  })
})
