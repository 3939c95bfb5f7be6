import type { BrowserContext } from '@playwright/test'
import type { ApplicationDefinition } from '@patchbay/applications/definition'
import type { Problem } from '@patchbay/contracts/error'
import { countingScopes } from '../../src/features/connections/counting-parts.ts'
import { faultsOf, fieldOf } from '../../src/features/connections/form-faults.ts'
import { type ConnectionFormValues, secretsOf } from '../../src/features/connections/form-values.ts'

/** Every fault with its field, in alphabetical order; none: it can be saved. */
export type Verdict = readonly string[]

/** Saving without a sign-in is what creating by the API is. */
const saving = { intent: 'close', storedSecrets: [], builtInClient: null } as const

export function formVerdict(definition: ApplicationDefinition, form: ConnectionFormValues): Verdict {
  return faultsOf(definition, form, saving)
    .map(({ path, message }) => `${path}: ${message}`)
    .toSorted()
}

/** The members of a POST, also where the form would not let them out. */
function bodyOf(definition: ApplicationDefinition, form: ConnectionFormValues) {
  const { name, authType, settings, advanced } = form
  return {
    name,
    application: definition.id,
    authType,
    settings,
    scopes: countingScopes(definition, form),
    secrets: secretsOf(definition, form),
    advanced: { concurrencyLevel: advanced.concurrencyLevel },
  }
}

/** Asks the server to create what the form holds, and takes it away again. */
export class Server {
  readonly #url: string
  readonly #headers: Record<string, string>

  private constructor(origin: string, cookie: string) {
    this.#url = `${origin}/api/connections`
    this.#headers = { origin, cookie, 'content-type': 'application/json' }
  }

  /** As the admin of a browser. Its own way to send requests would keep a trace of each. */
  static async as(context: BrowserContext, origin: string): Promise<Server> {
    const cookies = await context.cookies(origin)
    return new Server(origin, cookies.map(({ name, value }) => `${name}=${value}`).join('; '))
  }

  async verdict(definition: ApplicationDefinition, form: ConnectionFormValues): Promise<Verdict> {
    const body = JSON.stringify(bodyOf(definition, form))
    const headers = this.#headers
    const response = await fetch(this.#url, { method: 'POST', headers, body })
    const answer = (await response.json()) as Problem & { id: string }
    if (response.status === 201) {
      await fetch(`${this.#url}/${answer.id}`, { method: 'DELETE', headers })
      return []
    }
    const faults = (answer.errors ?? []).map(
      ({ path, message }) => `${fieldOf(definition, path) ?? path}: ${message}`,
    )
    return response.status === 422 ? faults.toSorted() : [`status ${response.status}`, ...faults]
  }
}
