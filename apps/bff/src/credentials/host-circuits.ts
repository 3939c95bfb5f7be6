import { OAuthError } from '../oauth/oauth-error.ts'

const failuresToOpen = 5
const firstOpenMs = 5_000
const longestOpenMs = 300_000

interface Circuit {
  failures: number
  openings: number
  openUntil: number
  /** One request tries whether the host is back. */
  isProbing: boolean
}

/**
 * Spares a host that fails again and again, and whoever would wait for it: after five failures in a row nothing is sent
 * for a while (full jitter over its second half, doubled each time, at most five minutes), then one request tries.
 * Other hosts are not concerned. A refusal is an answer and closes it.
 */
export class HostCircuits {
  readonly #circuits = new Map<string, Circuit>()

  /** @throws OAuthError, passing, with the time after which another try makes sense */
  enter(host: string): void {
    const circuit = this.#circuits.get(host)
    if (circuit === undefined || circuit.failures < failuresToOpen) return
    const leftMs = circuit.openUntil - Date.now()
    if (leftMs > 0 || circuit.isProbing) throw this.#open(host, Math.max(leftMs, 1_000))
    circuit.isProbing = true
  }

  isOpen(host: string): boolean {
    const circuit = this.#circuits.get(host)
    return circuit !== undefined && circuit.failures >= failuresToOpen && circuit.openUntil > Date.now()
  }

  succeeded(host: string): void {
    this.#circuits.delete(host)
  }

  failed(host: string, retryAfterMs = 0): void {
    const circuit = this.#circuits.get(host) ?? { failures: 0, openings: 0, openUntil: 0, isProbing: false }
    this.#circuits.set(host, circuit)
    circuit.failures += 1
    if (circuit.failures < failuresToOpen || circuit.openUntil > Date.now()) return
    circuit.isProbing = false
    const ceilingMs = Math.min(longestOpenMs, firstOpenMs * 2 ** circuit.openings)
    circuit.openings += 1
    circuit.openUntil = Date.now() + Math.max(retryAfterMs, ceilingMs * (0.5 + Math.random() / 2))
  }

  /** The attempt came to nothing, and says nothing of the host. */
  left(host: string): void {
    const circuit = this.#circuits.get(host)
    if (circuit !== undefined) circuit.isProbing = false
  }

  #open(host: string, retryAfterMs: number): OAuthError {
    const seconds = Math.ceil(retryAfterMs / 1000)
    return new OAuthError(
      'application_unreachable',
      `${host} has failed several times in a row, so Patchbay leaves it alone for a moment. It tries again in ${seconds} s.`,
      { passing: true, retryAfterMs },
    )
  }
}
