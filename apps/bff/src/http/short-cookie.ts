import { parseCookie, stringifySetCookie } from 'cookie'
import type { Request, Response } from 'express'
import type { PublicUrls } from '../public-urls.ts'

/** What a browser holds for the few minutes that a sign-in takes. */
export interface ShortCookie {
  read(request: Request): string | undefined
  set(response: Response, value: string, maxAgeMs: number): void
  clear(response: Response): void
}

/** Lax rather than Strict, since the way back is a redirect from the provider. */
export function shortCookie(urls: PublicUrls, purpose: string): ShortCookie {
  const secure = urls.main.startsWith('https:')
  const name = `${secure ? '__Host-' : ''}patchbay_${purpose}`
  const attributes = { name, httpOnly: true, sameSite: 'lax', secure, path: '/' } as const
  return {
    read: (request) => parseCookie(request.headers.cookie ?? '')[name],
    set(response, value, maxAgeMs) {
      response.append('Set-Cookie', stringifySetCookie({ ...attributes, value, maxAge: maxAgeMs / 1000 }))
    },
    clear(response) {
      response.append('Set-Cookie', stringifySetCookie({ ...attributes, value: '', expires: new Date(0) }))
    },
  }
}
