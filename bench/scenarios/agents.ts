import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Pool } from 'undici'
import { connect, pair, rssMiBOf, waitForAgent, type Way } from '../agent-way.ts'
import { startPatchbay } from '../patchbay.ts'
import { type RunningProcess, startProcess } from '../processes.ts'
import { openSshAgent, openSshForward, ownAgent } from '../tunnels.ts'

export interface WayResult {
  readonly name: string
  readonly mibPerSecond: number
  /** Of a small request, one after the other. */
  readonly p50Ms: number
}

export interface AgentResults {
  readonly ways: readonly WayResult[]
  readonly idleMiB: Readonly<Record<string, number>>
  /** Our own agent, from the moment on that Patchbay is ready again. */
  readonly backMs: number
}

const smallCalls = 400
const settleMs = 3_000

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

/** Requests by one way, one after the other on one connection. */
class Caller {
  readonly name: string
  readonly times: number[] = []
  readonly rates: number[] = []
  readonly #pool: Pool
  readonly #base: string
  readonly #headers: Record<string, string>

  constructor(name: string, { url, headers = {} }: Way) {
    const { origin, pathname } = new URL(url)
    this.name = name
    this.#pool = new Pool(origin, { connections: 1, pipelining: 1 })
    this.#base = pathname.replace(/\/$/, '')
    this.#headers = headers
  }

  async callSmall(): Promise<void> {
    for (let call = 0; call < smallCalls; call += 1) {
      const startedAt = performance.now()
      const { body } = await this.#get('/items')
      await body.dump()
      this.times.push(performance.now() - startedAt)
    }
  }

  async download(mib: number): Promise<void> {
    const startedAt = performance.now()
    const { statusCode, body } = await this.#get(`/bytes?mib=${mib}`)
    let bytes = 0
    for await (const piece of body as AsyncIterable<Buffer>) bytes += piece.length
    if (statusCode !== 200 || bytes !== mib * 1024 * 1024) throw new TypeError(`${this.name}: ${statusCode}`)
    this.rates.push(mib / ((performance.now() - startedAt) / 1_000))
  }

  result(): WayResult {
    return { name: this.name, mibPerSecond: median(this.rates), p50Ms: median(this.times) }
  }

  close(): Promise<void> {
    return this.#pool.close()
  }

  #get(path: string) {
    return this.#pool.request({ method: 'GET', path: this.#base + path, headers: this.#headers })
  }
}

/** In turns, so that what else the machine does is shared by all. The first turn warms up. */
async function takeTurns(callers: readonly Caller[], mib: number, rounds: number): Promise<WayResult[]> {
  for (let round = 0; round <= rounds; round += 1)
    for (const caller of callers) {
      if (round === 1) caller.rates.length = caller.times.length = 0
      await caller.callSmall()
      await caller.download(mib)
    }
  return callers.map((caller) => caller.result())
}

async function measureReturn(
  patchbay: RunningProcess,
  dir: string,
  pairing: { port: number; agentId: string },
) {
  await patchbay.stop()
  await wait(1_000)
  const again = await startPatchbay(dir, { PATCHBAY_AGENT_PORT: String(pairing.port) })
  const backMs = await waitForAgent(again, pairing.agentId)
  return { again, backMs }
}

/** The same requests straight, by `ssh -L`, by Patchbay without an agent, and by Patchbay through each kind of agent. */
export async function measureAgents(mib: number, rounds: number): Promise<AgentResults> {
  const application = await startProcess('servers/bytes.ts')
  const server = application.url
  const dir = mkdtempSync(join(tmpdir(), 'patchbay-bench-agents-'))
  const patchbay = await startPatchbay(dir, { PATCHBAY_AGENT_PORT: '0' })
  const [stock, own] = [await pair(patchbay, 'OpenSSH'), await pair(patchbay, 'Our own')]
  const agents = { OpenSSH: openSshAgent(stock), 'our own agent': ownAgent(own) }
  for (const { agentId } of [stock, own]) await waitForAgent(patchbay, agentId)
  await wait(settleMs)
  const idle = Object.entries(agents).map(async ([name, { pid }]) => [name, await rssMiBOf(pid)] as const)
  const idleMiB = Object.fromEntries(await Promise.all(idle))

  const forward = await openSshForward(server)
  const callers = [
    new Caller('straight', { url: server }),
    ...(forward === null ? [] : [new Caller('ssh -L', forward)]),
    new Caller('Patchbay, straight', await connect(patchbay, server, null)),
    new Caller('Patchbay, through OpenSSH', await connect(patchbay, server, stock.agentId)),
    new Caller('Patchbay, through our own agent', await connect(patchbay, server, own.agentId)),
  ]
  const ways = await takeTurns(callers, mib, rounds)
  for (const caller of callers) await caller.close()
  await forward?.stop()
  const { again, backMs } = await measureReturn(patchbay, dir, own)
  for (const agent of Object.values(agents)) await agent.stop()
  await again.stop()
  await application.stop()
  rmSync(dir, { recursive: true, force: true })
  return { ways, idleMiB, backMs }
}
