import { user } from './account.ts'

interface Cookie {
  name: string
  value: string
  path: string
}

export interface Visit {
  url: string
  status: number
  headers: Headers
  text: string
}

/** A browser without a window, for tests: keeps cookies, follows redirects on its origin, posts the forms it is shown. */
export class Visitor {
  readonly #origin: string
  #cookies: Cookie[] = []

  constructor(origin: string) {
    this.#origin = origin
  }

  get(url: string): Promise<Visit> {
    return this.#request(new URL(url, this.#origin), { method: 'GET' })
  }

  /** Posts the page's form that has a field or button of the first name. */
  submit(page: Visit, values: Record<string, string>): Promise<Visit> {
    const [name] = Object.keys(values)
    const forms = page.text.match(/<form[^]*?<\/form>/g) ?? []
    const form = forms.find((each) => name === undefined || each.includes(`name="${name}"`))
    const action = /action="([^"]*)"/.exec(form ?? '')?.[1] ?? page.url
    const hidden = (form ?? '').matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)
    const body = new URLSearchParams()
    for (const [, field = '', value = ''] of hidden) body.set(field, value)
    for (const [field, value] of Object.entries(values)) body.set(field, value)
    return this.#request(new URL(action, page.url), { method: 'POST', body })
  }

  /** Signs in where asked and answers the consent page; the address that the application sends the browser to. */
  async authorize(authorizationUrl: string, decision: 'allow' | 'deny' = 'allow'): Promise<URL> {
    let page = await this.get(authorizationUrl)
    if (page.text.includes('name="password"')) {
      page = await this.submit(page, { userName: user.name, password: user.password })
    }
    if (page.text.includes('name="decision"')) page = await this.submit(page, { decision })
    return new URL(page.headers.get('location') ?? page.url)
  }

  async #request(url: URL, init: { method: 'GET' | 'POST'; body?: URLSearchParams }): Promise<Visit> {
    const headers: Record<string, string> = { accept: 'text/html', cookie: this.#cookiesFor(url) }
    if (init.method === 'POST') headers['origin'] = this.#origin
    const response = await fetch(url, { ...init, headers, redirect: 'manual' })
    this.#keep(response.headers.getSetCookie())
    const text = await response.text()
    const location = response.headers.get('location')
    const next = location === null ? undefined : new URL(location, url)
    if (next?.origin === this.#origin) return this.#request(next, { method: 'GET' })
    return { url: url.href, status: response.status, headers: response.headers, text }
  }

  #cookiesFor({ pathname }: URL): string {
    const within = (path: string): boolean =>
      pathname === path || pathname.startsWith(path.replace(/\/?$/, '/'))
    return this.#cookies
      .filter((cookie) => within(cookie.path))
      .map((cookie) => `${cookie.name}=${cookie.value}`)
      .join('; ')
  }

  #keep(lines: string[]): void {
    for (const line of lines) {
      const [pair = '', ...attributes] = line.split('; ')
      const name = pair.slice(0, pair.indexOf('='))
      const path = attributes.find((each) => each.startsWith('path='))?.slice(5) ?? '/'
      this.#cookies = this.#cookies.filter((cookie) => cookie.name !== name || cookie.path !== path)
      const value = pair.slice(name.length + 1)
      if (value !== '' && !line.includes('expires=Thu, 01 Jan 1970'))
        this.#cookies.push({ name, value, path })
    }
  }
}
