import { duplexPair } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { readRequest } from './request.ts'

const never = new AbortController().signal
const greeting = [5, 1, 0]
const port443 = [0x01, 0xbb]
const name = (text: string) => [3, text.length, ...Buffer.from(text)]

/** What is read of these bytes, and what is answered. */
async function exchange(bytes: number[], { inPieces = false } = {}) {
  const [near, far] = duplexPair()
  const pieces = inPieces ? bytes.map((byte) => [byte]) : [bytes]
  for (const piece of pieces) far.write(Buffer.from(piece))
  far.end()
  const request = await readRequest(near, never).catch((error: Error) => error)
  near.end()
  return { request, answer: [...(await buffer(far))] }
}

describe('a SOCKS 5 request', () => {
  it.each([
    ['a name', name('acumatica.local'), 'acumatica.local'],
    ['an IPv4 address', [1, 10, 0, 0, 5], '10.0.0.5'],
    ['an IPv6 address', [4, 0xfd, ...Array<number>(14).fill(0), 5], 'fd00::5'],
  ])('for %s is read', async (_kind, address, host) => {
    const bytes = [...greeting, 5, 1, 0, ...address, ...port443]
    expect(await exchange(bytes)).toEqual({ request: { host, port: 443 }, answer: [5, 0] })
    expect((await exchange(bytes, { inPieces: true })).request).toEqual({ host, port: 443 })
  })

  it('leaves what comes after it in the stream', async () => {
    const [near, far] = duplexPair()
    far.end(Buffer.from([...greeting, 5, 1, 0, ...name('a.local'), ...port443, ...Buffer.from('GET /')]))
    await readRequest(near, never)
    expect((await buffer(near)).toString()).toBe('GET /')
  })

  it('without the method “no authentication” is told that none will do', async () => {
    expect(await exchange([5, 1, 2])).toEqual({ request: null, answer: [5, 0xff] })
    expect(await exchange([5, 0])).toEqual({ request: null, answer: [5, 0xff] })
  })

  it.each([
    ['another command than CONNECT', [5, 2, 0, ...name('a.local'), ...port443], 7],
    ['another kind of address', [5, 1, 0, 9, 1, 2], 8],
    ['an empty name', [5, 1, 0, 3, 0, ...port443], 1],
    ['a name with what no name has', [5, 1, 0, ...name('a\r\nb\u0000'), ...port443], 1],
    ['port 0', [5, 1, 0, ...name('a.local'), 0, 0], 1],
  ])('with %s is answered so', async (_what, bytes, code) => {
    const { request, answer } = await exchange([...greeting, ...bytes])
    expect(request).toBeNull()
    expect(answer).toEqual([5, 0, 5, code, 0, 1, 0, 0, 0, 0, 0, 0])
  })

  it.each([
    ['HTTP', [...Buffer.from('GET / HTTP/1.1\r\n\r\n')]],
    ['SOCKS 4', [4, 1, 0, 80, 10, 0, 0, 5, 0]],
    ['an end within the greeting', [5]],
    ['an end within the request', [...greeting, 5, 1, 0, 3, 200, 1]],
    ['nothing', []],
    ['SOCKS 5 that changes its mind', [...greeting, 4, 1, 0, 1, 10, 0, 0, 5, 0, 80]],
  ])('is not seen in %s', async (_what, bytes) => {
    expect((await exchange(bytes)).request).toBeInstanceOf(Error)
  })

  it('is not waited for longer than the signal says', async () => {
    const [near, far] = duplexPair()
    far.write(Buffer.from([5]))
    await expect(readRequest(near, AbortSignal.timeout(10))).rejects.toThrow('aborted')
  })
})
