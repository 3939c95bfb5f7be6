import { setTimeout as sleep } from 'node:timers/promises'
import type { Ledger } from './ledger.ts'
import type { KilledPatchbay } from './killed-patchbay.ts'

export interface Answered {
  readonly status: number
  readonly body: Record<string, unknown>
}

/** null: no answer came, so nobody knows whether it happened. */
export type Outcome = Answered | null

const patienceMs = 40_000

/** One browser or program, which asks again after every restart. */
export class Caller {
  readonly #patchbay: KilledPatchbay
  readonly #ledger: Ledger
  #cookie = ''

  constructor(patchbay: KilledPatchbay, ledger: Ledger) {
    this.#patchbay = patchbay
    this.#ledger = ledger
  }

  get cookie(): string {
    return this.#cookie
  }

  async signIn(password: string): Promise<void> {
    for (;;) {
      const answer = await this.call('POST', '/api/session', { password })
      if (answer?.status === 201) return
      await sleep(500)
    }
  }

  async call(method: string, path: string, body?: object): Promise<Outcome> {
    await this.#patchbay.ready()
    const { origin, target } = this.#patchbay
    const json = body === undefined ? {} : { 'content-type': 'application/json' }
    try {
      const response = await fetch(target + path, {
        method,
        redirect: 'manual',
        headers: { origin, cookie: this.#cookie, ...json },
        signal: AbortSignal.timeout(patienceMs),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const text = await response.text()
      const [pair = ''] = response.headers.getSetCookie()[0]?.split(';', 1) ?? []
      if (pair !== '') this.#cookie = pair
      const isJson = /json/.test(response.headers.get('content-type') ?? '')
      return { status: response.status, body: isJson && text !== '' ? (JSON.parse(text) as never) : {} }
    } catch {
      return null
    }
  }

  /** A write, counted. */
  async write(method: string, path: string, body?: object): Promise<Outcome> {
    const outcome = await this.call(method, path, body)
    if (outcome === null) this.#ledger.unanswered += 1
    else if (outcome.status < 300) this.#ledger.acknowledged += 1
    else this.#ledger.refused += 1
    return outcome
  }
}
