import type { Endpoint, ReplyOf } from '@patchbay/contracts/endpoint'
import { type ErrorCode, type Problem, problemCode } from '@patchbay/contracts/error'
import { expect } from 'vitest'

export interface Answer<T> {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The body where it is JSON, of the reply's type where the call succeeded. */
  readonly body: T
}

export interface RequestParts {
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array<ArrayBuffer>
}

export interface CallInput {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | number>>
  /** Not of the endpoint's type: refusals are tested with it too. */
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** A body for a call that takes one. */
export function bodyOf({ body: schema }: Endpoint, body: object = {}): Pick<CallInput, 'body'> {
  return schema === undefined ? {} : { body }
}

/** What a refused call answers, in the terms of the contracts. */
export interface Refusal {
  readonly status: number
  readonly code: ErrorCode | undefined
  readonly problem: Problem
  readonly headers: Headers
}

function fill(path: string, params: CallInput['params'] = {}): string {
  return path.replaceAll(/:(\w+)/g, (_all, name: string) => encodeURIComponent(params[name] ?? ''))
}

/** A browser that is on the console: keeps the session cookie and says its origin. */
export class ApiClient {
  readonly target: string
  origin: string
  /** `name=value`, several with a semicolon between them, or empty. */
  cookie = ''

  constructor(target: string, origin: string) {
    this.target = target
    this.origin = origin
  }

  #keep(line: string): void {
    const [pair = ''] = line.split(';', 1)
    const name = pair.slice(0, pair.indexOf('=') + 1)
    const others = this.cookie.split('; ').filter((each) => each !== '' && !each.startsWith(name))
    this.cookie = [...(pair === name ? [] : [pair]), ...others].join('; ')
  }

  /** Any request; the cookies of the answer are kept. */
  async send(method: string, path: string, init: RequestParts = {}): Promise<Answer<unknown>> {
    const given = { origin: this.origin, cookie: this.cookie, ...init.headers }
    // An empty one is not sent at all.
    const headers = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''))
    const response = await fetch(this.target + path, { redirect: 'manual', ...init, method, headers })
    for (const line of response.headers.getSetCookie()) this.#keep(line)
    const text = await response.text()
    const isJson = /[/+]json/.test(response.headers.get('content-type') ?? '')
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: isJson && text !== '' ? JSON.parse(text) : undefined,
    }
  }

  /** A call of the API, whatever comes of it. */
  call(endpoint: Endpoint, input: CallInput = {}): Promise<Answer<unknown>> {
    const query = new URLSearchParams()
    for (const [name, value] of Object.entries(input.query ?? {})) query.set(name, String(value))
    const search = query.size === 0 ? '' : `?${query.toString()}`
    const json = input.body === undefined ? {} : { 'content-type': 'application/json' }
    return this.send(endpoint.method, fill(endpoint.path, input.params) + search, {
      headers: { ...json, ...input.headers },
      ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
    })
  }

  /** A call that must succeed; its reply. */
  async ok<E extends Endpoint>(endpoint: E, input: CallInput = {}): Promise<ReplyOf<E>> {
    const { status, text, body } = await this.call(endpoint, input)
    expect(status, text).toBe(endpoint.status)
    return body as ReplyOf<E>
  }

  /** A call that must be refused, with a problem (RFC 9457) whose members agree. */
  async refused(endpoint: Endpoint, input: CallInput = {}): Promise<Refusal> {
    return asRefusal(await this.call(endpoint, input))
  }
}

export function asRefusal({ status, headers, body, text }: Answer<unknown>): Refusal {
  expect(status, text).toBeGreaterThanOrEqual(400)
  expect(headers.get('content-type')).toMatch(/^application\/problem\+json/)
  const problem = body as Problem
  expect(problem.status).toBe(status)
  expect(problem.title).not.toBe('')
  expect(problem.detail).not.toBe('')
  return { status, code: problemCode(problem.type), problem, headers }
}
