import { randomBytes } from 'node:crypto'
import * as z from 'zod'
import type { Deps } from '../deps.ts'
import { HttpProblem } from '../http/http-problem.ts'
import type { Sealed } from '../vault/sealed.ts'

/** How long somebody may take with an authenticator. */
export const challengeLifetimeMs = 5 * 60_000

const kept = z.object({ challenge: z.string(), purpose: z.string(), expiresAt: z.number() })
const context = { collection: 'sign-in', id: 'passkey', field: 'challenge' }

export function wrongPasskey(cause?: unknown): HttpProblem {
  const detail = 'This passkey is not known here, or took too long. Try again, or sign in another way.'
  return new HttpProblem('wrong_passkey', detail, { cause })
}

/** Random challenges, sealed into the browser's own cookie: who has no account makes nothing be kept here. */
export class Challenges {
  readonly #vault: Deps['vault']
  /** Those that were brought back, until they would be over anyway. */
  readonly #used = new Map<string, number>()

  constructor(vault: Deps['vault']) {
    this.#vault = vault
  }

  /** @param purpose what its answer may be used for, such as the session that adds a passkey */
  issue(purpose: string): { challenge: Uint8Array<ArrayBuffer>; sealed: string } {
    const bytes = new Uint8Array(randomBytes(32))
    const challenge = Buffer.from(bytes).toString('base64url')
    const value = { challenge, purpose, expiresAt: Date.now() + challengeLifetimeMs }
    return { challenge: bytes, sealed: this.#vault.seal(JSON.stringify(value), context).sealed }
  }

  #open(sealed: string): z.output<typeof kept> {
    try {
      return kept.parse(JSON.parse(this.#vault.open({ sealed: sealed as Sealed['sealed'] }, context)))
    } catch (error) {
      throw wrongPasskey(error)
    }
  }

  /** The challenge, in base64url, once. @throws HttpProblem `wrong_passkey` */
  take(sealed: string | undefined, purpose: string): string {
    const now = Date.now()
    for (const [key, until] of this.#used) if (until <= now) this.#used.delete(key)
    const found = this.#open(sealed ?? '')
    const isGood = found.purpose === purpose && found.expiresAt > now && !this.#used.has(found.challenge)
    if (!isGood) throw wrongPasskey()
    this.#used.set(found.challenge, found.expiresAt)
    return found.challenge
  }
}
