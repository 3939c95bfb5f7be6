import { createServer } from 'node:http'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { parseAllowList } from './address-rules.ts'
import type { Resolve } from './connector.ts'
import { nameServer } from './name-server.fixture.ts'
import { createOutbound, type Outbound } from './outbound.ts'

/** Something on this machine that nobody may reach: it counts who comes, by whatever address. */
let arrivals = 0
let port = 0
const trap = createTcpServer((socket) => {
  arrivals += 1
  socket.destroy()
})
beforeAll(async () => {
  await new Promise<void>((resolve) => trap.listen(0, resolve))
  port = (trap.address() as AddressInfo).port
})
afterAll(() => trap.close())
beforeEach(() => void (arrivals = 0))

function outbound(allowed: string[] = [], resolve?: Resolve): Outbound {
  const made = createOutbound({ allow: parseAllowList(allowed), resolve })
  onTestFinished(() => made.close())
  return made
}

const { signal } = new AbortController()
const streamed = (out: Outbound, url: string) =>
  out.stream(new URL(url), { method: 'GET', headers: [], body: null, signal })

/** Both ways out say no, and nobody has come. */
async function expectRefused(out: Outbound, url: string, refusal: object): Promise<void> {
  await expect(out.fetch(url, { timeoutMs: 5_000 })).rejects.toMatchObject(refusal)
  if (URL.canParse(url)) await expect(streamed(out, url)).rejects.toMatchObject(refusal)
  expect(arrivals).toBe(0)
}

it('has a trap that snaps, so that none of what follows passes for want of one', async () => {
  await expect(outbound([`127.0.0.1:${port}`]).fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow()
  expect(arrivals).toBeGreaterThan(0)
})

describe('this machine and the networks beside it', () => {
  it.each([
    ['dotted', '127.0.0.1'],
    ['elsewhere on loopback', '127.8.9.10'],
    ['decimal', '2130706433'],
    ['octal', '0177.0.0.1'],
    ['octal in one number', '017700000001'],
    ['hexadecimal', '0x7f000001'],
    ['hexadecimal by parts', '0x7f.0x0.0x0.0x1'],
    ['short', '127.1'],
    ['any address', '0.0.0.0'],
    ['any address, short', '0'],
    ['percent-encoded', '%31%32%37.0.0.1'],
    ['full-width digits', '１２７.０.０.１'],
    ['ideographic full stops', '127。0。0。1'],
    ['a trailing dot', '127.0.0.1.'],
    ['two trailing dots', '127.0.0.1..'],
    ['IPv6', '[::1]'],
    ['IPv6, any address', '[::]'],
    ['IPv6, mapped', '[::ffff:127.0.0.1]'],
    ['IPv6, mapped, in hexadecimal', '[::ffff:7f00:1]'],
    ['IPv6, written out', '[0:0:0:0:0:ffff:7f00:0001]'],
    ['IPv6, compatible', '[::127.0.0.1]'],
    ['IPv6, translated', '[64:ff9b::127.0.0.1]'],
    ['IPv6, 6to4', '[2002:7f00:1::1]'],
    ['by name', 'localhost'],
    ['by name, in capitals', 'LOCALHOST'],
    ['by name with a trailing dot', 'localhost.'],
    ['by name with two', 'localhost..'],
    ['below localhost', 'app.localhost'],
    ['without a dot', 'intranet'],
    ['private', '10.0.0.1'],
    ['private', '172.16.0.1'],
    ['private', '192.168.0.1'],
    ['carrier’s', '100.64.0.1'],
    ['link-local metadata', '169.254.169.254'],
    ['metadata, in decimal', '2852039166'],
    ['metadata, mapped', '[::ffff:169.254.169.254]'],
    ['metadata of Amazon, IPv6', '[fd00:ec2::254]'],
    ['metadata of Alibaba', '100.100.100.200'],
    ['metadata of Oracle', '192.0.0.192'],
    ['link-local IPv6', '[fe80::1]'],
    ['unique local IPv6', '[fc00::1]'],
    ['multicast', '224.0.0.1'],
    ['broadcast', '255.255.255.255'],
  ])('%s, %s: refused by https and http, before anything is sent', async (_what, host) => {
    const refusal = { code: 'address_refused', reason: 'private_address' }
    await expectRefused(outbound(), `https://${host}:${port}/latest/meta-data/`, refusal)
    await expectRefused(outbound(), `http://${host}:${port}/latest/meta-data/`, refusal)
  })

  it.each(['[fe80::1%25lo]', '[::1%25lo]', '[::1%lo]', '[fe80::1%251]'])(
    '%s, with a zone id, is no URL to begin with',
    (host) => expectRefused(outbound(), `https://${host}:${port}/`, { code: 'bad_request' }),
  )

  it.each(['127.0.0.1', '10.1.2.3', '169.254.169.254', '0.0.0.0', '100.64.0.1', '192.168.1.1'])(
    'are refused by a public name too that leads to %s',
    async (address) => {
      const { resolve, asked } = await nameServer([address])
      const refusal = { code: 'address_refused', reason: 'private_address' }
      await expectRefused(outbound([], resolve), `https://erp.example:${port}/`, refusal)
      expect(asked()).toBe(2)
    },
  )

  it.each(['fe80::1%lo', '::1', '::ffff:127.0.0.1', '::ffff:7f00:1', '64:ff9b::7f00:1', '::'])(
    'are refused where the system’s resolver says %s',
    (address) =>
      expectRefused(
        outbound([], async () => [{ address, family: 6 }]),
        `https://erp.example:${port}/`,
        { code: 'address_refused', reason: 'private_address' },
      ),
  )
})

describe('a name that changes', () => {
  // 127.0.0.2 stands for a public address: the list allows it, and it alone.
  const standIn = '127.0.0.2/32'

  it('between check and connect gains nothing: it is asked once, and what it said is connected to', async () => {
    const there = createTcpServer((socket) => socket.end('HTTP/1.1 204 No Content\r\n\r\n'))
    await new Promise<void>((resolve) => there.listen(0, '127.0.0.2', resolve))
    onTestFinished(() => void there.close())
    const { resolve, asked } = await nameServer(['127.0.0.2'], ['127.0.0.1'])
    const out = outbound([standIn, `erp.example:${(there.address() as AddressInfo).port}`], resolve)
    const url = `http://erp.example:${(there.address() as AddressInfo).port}/`
    expect((await out.fetch(url)).status).toBe(204)
    expect(asked()).toBe(1)
  })

  it('between two requests is refused the second time', async () => {
    const { resolve } = await nameServer(['127.0.0.2'], ['127.0.0.1'])
    const out = outbound([standIn], resolve)
    // Nothing that speaks TLS is there: that it failed so shows that the first address was connected to.
    await expect(out.fetch(`https://erp.example:${port}/`)).rejects.not.toMatchObject({
      code: 'address_refused',
    })
    arrivals = 0
    await expectRefused(out, `https://erp.example:${port}/`, { code: 'address_refused' })
  })

  it('and has a public and a private address at once is only connected to by the public one', async () => {
    const { resolve } = await nameServer(['127.0.0.1', '127.0.0.2'])
    const closed = createTcpServer()
    await new Promise<void>((done) => closed.listen(0, '127.0.0.2', done))
    const { port: free } = closed.address() as AddressInfo
    await new Promise((done) => closed.close(done))
    const onLoopback = createTcpServer(() => void (arrivals += 1))
    await new Promise<void>((done) => onLoopback.listen(free, '127.0.0.1', done))
    onTestFinished(() => void onLoopback.close())
    await expect(outbound([standIn], resolve).fetch(`https://erp.example:${free}/`)).rejects.toMatchObject({
      code: 'unreachable',
    })
    expect(arrivals).toBe(0)
  })
})

describe('a redirect', () => {
  it.each([301, 302, 303, 307, 308])('with status %i to this machine is not followed', async (status) => {
    const server = createServer((_request, response) =>
      response.writeHead(status, { Location: `http://127.0.0.1:${port}/` }).end(),
    )
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => {
      server.closeAllConnections()
      server.close()
    })
    const from = `127.0.0.1:${(server.address() as AddressInfo).port}`
    const out = outbound([from])
    expect((await out.fetch(`http://${from}/`)).status).toBe(status)
    const answer = await streamed(out, `http://${from}/`)
    expect(answer.status).toBe(status)
    expect(arrivals).toBe(0)
  })
})

describe('what is no web server', () => {
  it.each([0, 21, 22, 23, 25, 53, 110, 143, 389, 465, 587, 993, 3306, 5432, 6379, 6667, 11_211, 27_017])(
    'port %i of a public host is refused',
    (unusual) =>
      expectRefused(outbound(), `https://erp.example:${unusual}/`, {
        code: 'address_refused',
        reason: 'unusual_port',
      }),
  )

  it('may be reached where the operator names it', async () => {
    const { resolve } = await nameServer(['127.0.0.1'])
    const out = outbound(['erp.example:6379', '127.0.0.1'], resolve)
    await expect(out.fetch('https://erp.example:6379/')).rejects.not.toMatchObject({
      code: 'address_refused',
    })
  })

  it.each(['file:///etc/passwd', 'ftp://erp.example/', 'gopher://erp.example/', 'data:text/plain,x'])(
    '%s is refused',
    (url) => expectRefused(outbound(), url, { code: 'address_refused', reason: 'unsupported_scheme' }),
  )
})
