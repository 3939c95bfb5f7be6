import { parseCookie, stringifySetCookie } from 'cookie'
import type { Request, Response } from 'express'
import type { PublicUrls } from '../public-urls.ts'

export interface SessionCookie {
  readonly name: string
  read(request: Request): string | undefined
  set(response: Response, token: string, expiresAt: string): void
  clear(response: Response): void
}

/**
 * On https the cookie is Secure with the `__Host-` prefix. SameSite is Lax rather than Strict, since the callback is
 * reached by a redirect from the application and needs the session.
 */
export function sessionCookie(urls: PublicUrls): SessionCookie {
  const secure = urls.main.startsWith('https:')
  const name = secure ? '__Host-patchbay_session' : 'patchbay_session'
  const attributes = { name, httpOnly: true, sameSite: 'lax', secure, path: '/' } as const
  return {
    name,
    read: (request) => parseCookie(request.headers.cookie ?? '')[name],
    set(response, value, expiresAt) {
      response.append(
        'Set-Cookie',
        stringifySetCookie({ ...attributes, value, expires: new Date(expiresAt) }),
      )
    },
    clear(response) {
      response.append('Set-Cookie', stringifySetCookie({ ...attributes, value: '', expires: new Date(0) }))
    },
  }
}
