import { parseCookie, stringifySetCookie } from 'cookie'
import type { Request, Response } from 'express'
import type { PublicUrls } from '../public-urls.ts'

/** What a browser holds that uses a sign-in link: the nonce that binds it, and the link's secret, for the way back. */
export interface LinkPass {
  readonly nonce: string
  readonly secret: string
}

export interface SignInLinkCookie {
  /** Of one link, so that several can be used side by side. */
  read(request: Request, linkId: string): LinkPass | null
  /** Of whichever link. */
  readAny(request: Request): LinkPass | null
  set(response: Response, linkId: string, pass: LinkPass & { readonly maxAgeMs: number }): void
}

/** Enough of the id to tell links apart. */
const idLength = 17

function passIn(value: string | undefined): LinkPass | null {
  const [, nonce, secret] = /^([\w-]{43})\.([\w-]{43})$/.exec(value ?? '') ?? []
  return nonce === undefined || secret === undefined ? null : { nonce, secret }
}

/** Lax rather than Strict, since the callback is reached by a redirect from the application. */
export function signInLinkCookie(urls: PublicUrls): SignInLinkCookie {
  const secure = urls.main.startsWith('https:')
  const prefix = `${secure ? '__Host-' : ''}patchbay_`
  const nameOf = (linkId: string) => prefix + linkId.slice(0, idLength)
  const attributes = { httpOnly: true, sameSite: 'lax', secure, path: '/' } as const
  return {
    read: (request, linkId) => passIn(parseCookie(request.headers.cookie ?? '')[nameOf(linkId)]),
    readAny(request) {
      const cookies = Object.entries(parseCookie(request.headers.cookie ?? ''))
      const found = cookies.find(([name, value]) => name.startsWith(`${prefix}link_`) && passIn(value))
      return passIn(found?.[1])
    },
    set(response, linkId, { nonce, secret, maxAgeMs }) {
      const value = `${nonce}.${secret}`
      const cookie = { ...attributes, name: nameOf(linkId), value, maxAge: maxAgeMs / 1000 }
      response.append('Set-Cookie', stringifySetCookie(cookie))
    },
  }
}
