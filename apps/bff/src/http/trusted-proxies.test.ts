import { listOwnSessions } from '@patchbay/contracts/account'
import { listEvents } from '@patchbay/contracts/events'
import { signIn } from '@patchbay/contracts/session'
import { afterEach, expect, it } from 'vitest'
import type { ApiClient } from '../testing/api-client.ts'
import { adminPassword, startTestPatchbay, type TestPatchbay } from '../testing/test-patchbay.ts'

let patchbay: TestPatchbay
afterEach(() => patchbay.stop())

/** The tests' own requests come from 127.0.0.1. */
async function startTrusting(proxies: string): Promise<void> {
  patchbay = await startTestPatchbay({ env: { PATCHBAY_TRUSTED_PROXIES: proxies } })
}

const naming = (addresses: string) => ({ 'x-forwarded-for': addresses })
const right = { password: adminPassword }

async function signInNaming(addresses: string): Promise<ApiClient> {
  const client = patchbay.visitor()
  await client.ok(signIn, { body: right, headers: naming(addresses) })
  return client
}

async function noted(client: ApiClient) {
  const [event] = (await client.ok(listEvents, { query: { limit: 1 } })).items
  const [session] = (await client.ok(listOwnSessions)).items
  return { inLog: event?.address, inList: session?.address }
}

const failFrom = async (addresses: string) =>
  (await patchbay.visitor().call(signIn, { body: { password: 'wrong' }, headers: naming(addresses) })).status

it.each([
  ['the proxy names one', '203.0.113.7', '203.0.113.7'],
  ['another proxy that is trusted stands before it', '2001:db8::7, 10.1.2.3', '2001:db8::7'],
  // A client writes what it likes; the proxy adds where that came from.
  ['the client has named another', '198.51.100.1, 203.0.113.7', '203.0.113.7'],
  ['the client has named a trusted one', '10.1.2.3, 203.0.113.7', '203.0.113.7'],
  ['what is named is no address', '<script>', '127.0.0.1'],
])(
  'behind a trusted proxy the log and the sessions have the client, where %s',
  async (_what, said, address) => {
    await startTrusting('loopback, 10.0.0.0/8')
    expect(await noted(await signInNaming(said))).toEqual({ inLog: address, inList: address })
  },
)

it('behind a trusted proxy one who guesses makes nobody else wait, whatever addresses are made up', async () => {
  await startTrusting('127.0.0.1')
  const codes: number[] = []
  for (let tries = 0; tries < 6; tries += 1) codes.push(await failFrom(`198.51.100.${tries}, 203.0.113.7`))
  expect(codes).toEqual([401, 401, 401, 401, 401, 429])
  // The account waits as well, for all but those who are another: an email that nobody has.
  const other = { email: 'nobody@example.com', password: 'wrong' }
  const from = (address: string) => patchbay.visitor().call(signIn, { body: other, headers: naming(address) })
  expect((await from('203.0.113.7')).status).toBe(429)
  expect((await from('203.0.113.8')).status).toBe(401)
})

it('who is no trusted proxy names no address', async () => {
  await startTrusting('10.0.0.5')
  expect(await noted(await signInNaming('203.0.113.7'))).toEqual({ inLog: '127.0.0.1', inList: '127.0.0.1' })
})
