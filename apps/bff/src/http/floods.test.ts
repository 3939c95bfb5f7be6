import { once } from 'node:events'
import { request } from 'node:http'
import { connect, type Socket } from 'node:net'
import { createApiKey } from '@patchbay/contracts/api-keys'
import { createIClient } from '@patchbay/contracts/iclients'
import { getSession, signIn } from '@patchbay/contracts/session'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { ApiClient } from '../testing/api-client.ts'
import { startEchoServer, type EchoServer } from '../testing/echo-server.ts'
import { onlineAt } from '../testing/proxying.ts'
import { spawnPatchbay, type SpawnedPatchbay } from '../testing/spawned-patchbay.ts'
import { adminPassword } from '../testing/test-patchbay.ts'

let patchbay: SpawnedPatchbay
let app: EchoServer
let target: string
let api: ApiClient
beforeAll(async () => {
  app = await startEchoServer()
  patchbay = await spawnPatchbay({
    PATCHBAY_ADMIN_PASSWORD: adminPassword,
    PATCHBAY_ALLOW_HOSTS: '127.0.0.1',
    PATCHBAY_LOG_LEVEL: 'warn',
  })
  const url = await patchbay.ready
  target = url.replace('localhost', '127.0.0.1')
  api = new ApiClient(target, url)
  await api.ok(signIn, { body: { password: adminPassword } })
})
afterAll(() => Promise.all([patchbay.cleanup(), app.stop()]))

/** Long for an answer, and short beside what a flood takes that is in the way. */
const patience = () => AbortSignal.timeout(15_000)

describe('10,000 idle connections', () => {
  const wanted = 10_000
  const port = () => Number(new URL(target).port)

  /** Fewer where this machine lets a process open fewer. */
  async function openIdle(): Promise<Socket[]> {
    const open: Socket[] = []
    while (open.length < wanted) {
      const wave = Array.from({ length: 500 }, () =>
        connect(port(), '127.0.0.1').on('error', () => undefined),
      )
      const results = await Promise.allSettled(wave.map((socket) => once(socket, 'connect')))
      open.push(...wave)
      if (results.some(({ status }) => status === 'rejected')) break
    }
    return open
  }

  it('do not stop the health check, nor who is signed in', async () => {
    const idle = await openIdle()
    onTestFinished(() => idle.forEach((socket) => socket.destroy()))
    if (idle.length < wanted)
      process.stderr.write(`This machine lets a process open about ${idle.length} connections.\n`)
    expect(idle.length).toBeGreaterThan(200)
    expect((await fetch(`${target}/healthz`, { signal: patience() })).status).toBe(200)
    expect((await fetch(`${target}/readyz`, { signal: patience() })).status).toBe(200)
    expect((await api.ok(getSession)).user).toBeDefined()
  })
})

describe('a flood of sign-ins', () => {
  let number = 0
  /** From an address of its own each time, where loopback has more than one. */
  function wrongPassword(): Promise<number> {
    number += 1
    const address = `127.1.${Math.floor(number / 250)}.${1 + (number % 250)}`
    const from = process.platform === 'linux' ? { localAddress: address } : {}
    const { hostname, port } = new URL(target)
    const headers = { 'content-type': 'application/json' }
    return new Promise((resolve, reject) => {
      const options = {
        hostname,
        port,
        path: signIn.path,
        method: 'POST',
        headers,
        ...from,
        agent: false,
      }
      const sent = request(options, (response) => {
        response.resume().once('end', () => resolve(response.statusCode ?? 0))
      })
      sent.once('error', reject).end(JSON.stringify({ password: 'a wrong password' }))
    })
  }

  it('from everywhere does not stop who is signed in, what is written, or programs', async () => {
    const { id } = await onlineAt(api, app.origin)
    const { key } = await api.ok(createApiKey, { body: { name: 'A program', permissions: ['token'] } })
    const headers = { authorization: `Bearer ${key}` }
    const answers = new Set<number>()
    const over = new AbortController()
    const flood = Array.from({ length: 40 }, async () => {
      while (!over.signal.aborted) answers.add(await wrongPassword())
    })
    for (let round = 0; round < 5; round += 1) {
      const token = await fetch(`${target}/api/connections/${id}/token`, { headers, signal: patience() })
      expect(token.status).toBe(200)
      await api.ok(getSession)
    }
    const client = { application: 'oauth2', clientId: 'c', clientSecret: 's' }
    await api.ok(createIClient, { body: { name: 'Written meanwhile', ...client } })
    over.abort()
    await Promise.all(flood)
    expect(answers).toContain(401)
    // Refused, or asked to come again, and nothing else.
    for (const status of answers) expect([401, 429, 503]).toContain(status)
  })
})
