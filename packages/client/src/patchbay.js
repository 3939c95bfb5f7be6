export class PatchbayError extends Error {
  name = 'PatchbayError'

  /**
   * @param {{ type?: string, detail?: string, title?: string }} problem
   * @param {Response} response
   */
  constructor(problem, response) {
    super(problem.detail ?? problem.title ?? `Patchbay answered ${response.status}.`)
    this.code = problem.type?.split(':').at(-1) ?? 'unknown'
    this.status = response.status
    const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN)
    this.retryAfterS = Number.isNaN(retryAfter) ? undefined : retryAfter
    this.requestId = response.headers.get('patchbay-request-id') ?? undefined
  }
}

/** @param {Response} response */
async function errorOf(response) {
  const problem = await response.json().catch(() => ({}))
  return new PatchbayError(problem, response)
}

export class Patchbay {
  #url
  #apiKey
  #fetch

  /** @param {{ url: string, apiKey: string, fetch?: typeof globalThis.fetch }} options */
  constructor({ url, apiKey, fetch = globalThis.fetch }) {
    this.#url = url.replace(/\/+$/, '')
    this.#apiKey = apiKey
    this.#fetch = fetch
  }

  /**
   * @param {string} connectionId
   * @param {{ signal?: AbortSignal }} [options]
   */
  token(connectionId, options = {}) {
    return this.#read(`/api/connections/${encodeURIComponent(connectionId)}/token`, options)
  }

  /**
   * @param {string} flowId
   * @param {{ signal?: AbortSignal }} [options]
   */
  flow(flowId, options = {}) {
    return this.#read(`/api/flows/${encodeURIComponent(flowId)}`, options)
  }

  /**
   * @param {string} connectionId
   * @param {string} path
   * @param {RequestInit} [init]
   */
  async fetch(connectionId, path, init = {}) {
    const base = `/api/connections/${encodeURIComponent(connectionId)}/proxy/`
    const below = base + path.replace(/^\//, '')
    // What `fetch` would make of `..` is another call of Patchbay, with the key.
    if (!new URL(this.#url + below).pathname.startsWith(new URL(this.#url + base).pathname)) {
      throw new TypeError('The path leads up, out of what is sent through the connection.')
    }
    // A redirect is the application's, and another host's is not to get the key.
    const response = await this.#call(below, { redirect: 'manual', ...init })
    if (response.headers.get('patchbay-error') === '1') throw await errorOf(response)
    return response
  }

  /**
   * @param {string} path
   * @param {{ signal?: AbortSignal }} options
   */
  async #read(path, options) {
    const response = await this.#call(path, options)
    if (!response.ok) throw await errorOf(response)
    return response.json()
  }

  /**
   * @param {string} path
   * @param {RequestInit} init
   */
  #call(path, init) {
    const headers = new Headers(init.headers)
    headers.set('authorization', `Bearer ${this.#apiKey}`)
    return this.#fetch(this.#url + path, { ...init, headers })
  }
}
