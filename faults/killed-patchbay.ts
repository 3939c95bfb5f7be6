import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { type SpawnedPatchbay, spawnPatchbay } from '../apps/bff/src/testing/spawned-patchbay.ts'

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** A Patchbay that is killed again and again, and started again on the same data and port. */
export class KilledPatchbay {
  readonly target: string
  readonly origin: string
  kills = 0
  /** Starts that were refused, such as on a full disk. */
  refusedStarts = 0
  /** All that was ever logged or printed. */
  readonly lines: string[] = []
  readonly #env: Record<string, string>
  #current: SpawnedPatchbay | null = null
  #ready: Promise<void> = Promise.resolve()

  private constructor(port: number, env: Record<string, string>) {
    this.target = `http://127.0.0.1:${port}`
    this.origin = `http://localhost:${port}`
    this.#env = { ...env, PATCHBAY_PORT: String(port) }
  }

  static async create(env: Record<string, string>): Promise<KilledPatchbay> {
    return new KilledPatchbay(await freePort(), env)
  }

  /** Resolves when it serves, after however many starts that takes. */
  ready(): Promise<void> {
    return this.#ready
  }

  start(): Promise<void> {
    this.#ready = this.#startUntilReady()
    return this.#ready
  }

  /** As the power goes. */
  async kill(): Promise<void> {
    await this.#ready
    // Nobody calls while it is away.
    this.#ready = this.#killAndStart()
    await this.#ready
  }

  async stop(): Promise<void> {
    await this.#ready
    await this.#end()
  }

  async #killAndStart(): Promise<void> {
    await this.#end()
    // What it sent last has arrived by then: it belongs to this life still.
    await sleep(100)
    this.kills += 1
    await this.#startUntilReady()
  }

  async #startUntilReady(): Promise<void> {
    for (;;) {
      this.#current = await spawnPatchbay(this.#env)
      try {
        await this.#current.ready
        return
      } catch {
        this.refusedStarts += 1
        await this.#end()
        await sleep(300)
      }
    }
  }

  async #end(): Promise<void> {
    const current = this.#current
    await current?.cleanup()
    this.lines.push(...(current?.stdout ?? []), ...(current?.stderr ?? []))
    this.#current = null
  }
}
