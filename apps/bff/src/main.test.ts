import { type AddressInfo, connect, createServer } from 'node:net'
import { testConnection } from '@patchbay/contracts/connections'
import { completeSetup, getSession, signIn } from '@patchbay/contracts/session'
import { afterEach, describe, expect, it } from 'vitest'
import { ApiClient } from './testing/api-client.ts'
import { authorizeAt, draftAt } from './testing/connecting.ts'
import { type OddServer, startOddServer } from './testing/odd-server.ts'
import { type SpawnedPatchbay, spawnPatchbay } from './testing/spawned-patchbay.ts'

const cleanups: (() => Promise<unknown>)[] = []
afterEach(() => Promise.all(cleanups.splice(0).map((cleanup) => cleanup())))

async function run(env: Record<string, string> = {}): Promise<SpawnedPatchbay> {
  const patchbay = await spawnPatchbay(env)
  cleanups.push(() => patchbay.cleanup())
  return patchbay
}

async function browserOf(patchbay: SpawnedPatchbay): Promise<ApiClient> {
  const url = await patchbay.ready
  return new ApiClient(`http://127.0.0.1:${new URL(url).port}`, url)
}

const password = 'a password for the start'
const unattended = { PATCHBAY_ADMIN_PASSWORD: password, PATCHBAY_ALLOW_HOSTS: '127.0.0.1' }

describe('starting', () => {
  it('with mistakes in the configuration names them all and exits with 1', async () => {
    const patchbay = await run({ PATCHBAY_PORT: 'x', PATCHBAY_LOG_LEVEL: 'loud', PATCHBAY_SANDBOX: 'maybe' })
    expect(await patchbay.exited).toEqual({ code: 1, signal: null })
    expect(patchbay.stderr).toEqual([
      'The configuration has mistakes:',
      expect.stringMatching(/^ {2}PATCHBAY_PORT must be/),
      expect.stringMatching(/^ {2}PATCHBAY_SANDBOX must be/),
      expect.stringMatching(/^ {2}PATCHBAY_LOG_LEVEL must be/),
    ])
    expect(patchbay.stdout).toEqual([])
  })

  it('prints the setup link, and last of all that it is ready, when everything can be used', async () => {
    const patchbay = await run({ PATCHBAY_SANDBOX: 'on', PATCHBAY_SANDBOX_PORT: '0' })
    const browser = await browserOf(patchbay)
    expect((await browser.send('GET', '/readyz')).status).toBe(200)
    const [linkLine = '', readyLine, ...more] = patchbay.stdout
    expect(readyLine).toBe(`Patchbay is ready at ${browser.origin}`)
    expect(more).toEqual([])
    const [, token = ''] =
      /^Set the administrator password here, once: http\S+#token=(\S+)$/.exec(linkLine) ?? []
    await browser.ok(completeSetup, { body: { token, password } })
    const { sandbox } = await browser.ok(getSession)
    expect((await fetch(`${sandbox?.origin}/acumatica/entity`)).status).toBe(200)
    patchbay.kill('SIGTERM')
    expect(await patchbay.exited).toEqual({ code: 0, signal: null })
    expect(patchbay.stdout).toHaveLength(2)
  })

  it('on a port that is taken says so and exits with 1', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    cleanups.push(() => new Promise((resolve) => other.close(resolve)))
    const { port } = other.address() as AddressInfo
    const patchbay = await run({ PATCHBAY_PORT: String(port) })
    expect((await patchbay.exited).code).toBe(1)
    expect(patchbay.stderr.join('\n')).toContain(`Port ${port} on 127.0.0.1 is taken by another program`)
    expect(patchbay.stdout).toEqual([])
  })

  it('on a data folder that another process holds says so and exits with 1', async () => {
    const first = await run(unattended)
    await first.ready
    const second = await run({ PATCHBAY_DATA_DIR: first.dir })
    expect((await second.exited).code).toBe(1)
    expect(second.stderr.join('\n')).toMatch(/data folder .* is in use by process \d+/)
    expect((await (await browserOf(first)).send('GET', '/readyz')).status).toBe(200)
  })

  it('names a variable that is most likely misspelt, and shows no secret', async () => {
    const patchbay = await run({
      ...unattended,
      PATCHBAY_ADMIN_PASWORD: 'leaked-4f1d',
      PATCHBAY_LOG_LEVEL: 'trace',
    })
    const browser = await browserOf(patchbay)
    const headers = { 'x-forwarded-for': '203.0.113.7' }
    await browser.ok(signIn, { body: { password }, headers })
    patchbay.kill('SIGINT')
    expect((await patchbay.exited).code).toBe(0)
    const [warning, ...log] = patchbay.stderr
    expect(warning).toMatch(/^PATCHBAY_ADMIN_PASWORD is not a variable that Patchbay knows/)
    for (const line of log) expect(JSON.parse(line)).toMatchObject({ level: expect.any(Number) })
    expect(patchbay.stderr.join('\n')).not.toMatch(/leaked-4f1d|a password for the start/)
  })
})

/** A test call that waits for the application, which answers when told. */
async function requestUnderWay(browser: ApiClient, odd: OddServer) {
  await browser.ok(signIn, { body: { password } })
  const { connection } = await authorizeAt(browser, await draftAt(browser, odd))
  const arrived = Promise.withResolvers<void>()
  const released = Promise.withResolvers<void>()
  odd.answer('endpoints', async (_request, response) => {
    arrived.resolve()
    await released.promise
    response.writeHead(404).end()
  })
  const answer = browser.call(testConnection, { params: { id: connection.id } })
  await arrived.promise
  return { answer, release: () => released.resolve() }
}

/** Until nobody answers there any more. */
async function closed(browser: ApiClient): Promise<void> {
  while (await fetch(`${browser.target}/healthz`, { headers: { connection: 'close' } }).catch(() => null));
}

describe('after SIGTERM', () => {
  it('a request under way is answered, no new one is taken, and it exits with 0 at once', async () => {
    const odd = await startOddServer()
    const patchbay = await run(unattended)
    cleanups.push(() => odd.stop())
    const browser = await browserOf(patchbay)
    const { answer, release } = await requestUnderWay(browser, odd)
    const askedAt = performance.now()
    patchbay.kill('SIGTERM')
    await closed(browser)
    release()
    expect(await answer).toMatchObject({ status: 200, body: { ok: false, status: 404 } })
    expect(await patchbay.exited).toEqual({ code: 0, signal: null })
    expect(performance.now() - askedAt).toBeLessThan(3_000)
  })

  it('a connection on which nothing was asked yet does not hold it up', async () => {
    const patchbay = await run(unattended)
    const socket = connect(Number(new URL(await patchbay.ready).port), '127.0.0.1')
    await new Promise<void>((resolve) => socket.once('connect', resolve))
    // Answered, so the connection made before is known by then.
    await (await browserOf(patchbay)).send('GET', '/healthz', { headers: { connection: 'close' } })
    const gone = new Promise((resolve) => socket.once('close', resolve))
    const askedAt = performance.now()
    patchbay.kill('SIGTERM')
    await gone
    expect(await patchbay.exited).toEqual({ code: 0, signal: null })
    expect(performance.now() - askedAt).toBeLessThan(2_000)
  })

  it('a request that does not end is cut, and it exits with 0 within five seconds', async () => {
    const odd = await startOddServer()
    const patchbay = await run(unattended)
    cleanups.push(() => odd.stop())
    const { answer } = await requestUnderWay(await browserOf(patchbay), odd)
    const cut = answer.catch(() => 'cut')
    const askedAt = performance.now()
    patchbay.kill('SIGTERM')
    expect(await patchbay.exited).toEqual({ code: 0, signal: null })
    expect(performance.now() - askedAt).toBeLessThan(5_000)
    expect(await cut).toBe('cut')
  })
})
