import { createSocket } from 'node:dgram'
import { Resolver } from 'node:dns/promises'
import { onTestFinished } from 'vitest'
import type { Resolve } from './connector.ts'

const header = 12
const pointerToQuestion = [0xc0, header]
const typeA = 1
const aDay = [0, 1, 0x51, 0x80]

function answerTo(query: Buffer, addresses: readonly string[]): Buffer {
  const endOfName = query.indexOf(0, header)
  const question = query.subarray(0, endOfName + 5)
  const isA = query.readUInt16BE(endOfName + 1) === typeA
  const records = (isA ? addresses : []).map((address) =>
    Buffer.from([...pointerToQuestion, 0, typeA, 0, 1, ...aDay, 0, 4, ...address.split('.').map(Number)]),
  )
  question.writeUInt16BE(0x8180, 2)
  question.writeUInt16BE(records.length, 6)
  // No additional section, which the question may have had.
  question.writeUInt16BE(0, 10)
  return Buffer.concat([question, ...records])
}

export interface NameServer {
  readonly resolve: Resolve
  /** How many questions it was asked. */
  readonly asked: () => number
}

/** A name server (RFC 1035) that gives every name these addresses in turn: the last ones stay. Ended with the test. */
export async function nameServer(...turns: readonly (readonly string[])[]): Promise<NameServer> {
  let asked = 0
  const socket = createSocket('udp4', (query, { port, address }) => {
    const addresses = turns[Math.min(asked, turns.length - 1)] ?? []
    asked += 1
    socket.send(answerTo(query, addresses), port, address)
  })
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  onTestFinished(() => void socket.close())
  const resolver = new Resolver()
  resolver.setServers([`127.0.0.1:${socket.address().port}`])
  return {
    asked: () => asked,
    async resolve(hostname) {
      const found = await resolver.resolve4(hostname)
      return found.map((address) => ({ address, family: 4 }))
    },
  }
}
