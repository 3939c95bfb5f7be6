import { createSignInLink } from '@patchbay/contracts/sign-in-links'
import type { Connection } from '@patchbay/contracts/connection'
import { expect } from 'vitest'
import type { ApiClient } from './api-client.ts'

/** The browser of somebody who was sent a link, and has no session. */
export class LinkVisitor {
  readonly #target: string
  readonly origin: string
  /** By name. */
  readonly cookies = new Map<string, string>()

  constructor(target: string, origin: string) {
    this.#target = target
    this.origin = origin
  }

  async send(method: string, address: string, headers: Record<string, string> = {}) {
    const { pathname, search } = new URL(address, this.origin)
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(this.#target + pathname + search, {
      method,
      redirect: 'manual',
      headers: { ...(cookie === '' ? {} : { cookie }), ...headers },
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      this.cookies.set(name, value)
    }
    return { status: response.status, headers: response.headers, text: await response.text() }
  }

  open(url: string) {
    return this.send('GET', url)
  }

  /** The button of the page, as browsers send it from a page without a referrer. */
  press(url: string, headers: Record<string, string> = {}) {
    return this.send('POST', url, { origin: 'null', 'sec-fetch-site': 'same-origin', ...headers })
  }

  /** Where the button leads. */
  async begin(url: string): Promise<{ url: URL }> {
    const { status, headers, text } = await this.press(url)
    expect(status, text).toBe(303)
    return { url: new URL(headers.get('location') ?? '') }
  }

  arrive(callback: URL) {
    return this.send('GET', callback.href)
  }
}

export async function newLink(api: ApiClient, { id }: Pick<Connection, 'id'>): Promise<string> {
  return (await api.ok(createSignInLink, { params: { id } })).url
}
