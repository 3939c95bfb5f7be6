import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Provider } from 'oidc-provider'

const lifetimeMs = 8 * 3600_000

/** Whether the browser is signed in to a stand-in's own pages: a signed cookie that carries its end. */
export class PageSession {
  readonly #provider: Provider
  readonly #name: string
  readonly #path: string

  constructor(provider: Provider, { name, path }: { name: string; path: string }) {
    this.#provider = provider
    this.#name = name
    this.#path = path
  }

  isSignedIn(req: IncomingMessage, res: ServerResponse): boolean {
    const value = this.#provider.createContext(req, res).cookies.get(this.#name, { signed: true })
    return Number(value) > Date.now()
  }

  signIn(req: IncomingMessage, res: ServerResponse): void {
    this.#set(req, res, { value: String(Date.now() + lifetimeMs), maxAge: lifetimeMs })
  }

  signOut(req: IncomingMessage, res: ServerResponse): void {
    this.#set(req, res, { value: null, maxAge: 0 })
  }

  #set(req: IncomingMessage, res: ServerResponse, cookie: { value: string | null; maxAge: number }): void {
    this.#provider.createContext(req, res).cookies.set(this.#name, cookie.value, {
      maxAge: cookie.maxAge,
      path: this.#path,
      httpOnly: true,
      sameSite: 'strict',
      signed: true,
    })
  }
}
