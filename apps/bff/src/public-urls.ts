import type { PublicUrl } from './config.ts'

export const callbackPath = '/connection/oauth2callback'
export const signInLinkPath = '/sign-in-link'

export interface PublicUrls {
  readonly all: readonly (PublicUrl & { readonly callbackUrl: string })[]
  /** Whether a browser page of this origin is the console. */
  has(origin: string): boolean
  /** The callback URL of the address that the admin is on; the first where it is not one of ours. */
  callbackFor(origin: string | undefined): string
  /** Of the addresses, the one that a page was asked at; the first where it is none of ours. */
  originAt(host: string | undefined): string
  /** The first origin, for links that are printed. */
  readonly main: string
}

/** The configured addresses, or `http://localhost:{port}` where none is. */
export function publicUrls(configured: readonly PublicUrl[], port: number): PublicUrls {
  const fallback: PublicUrl = { region: null, origin: `http://localhost:${port}` }
  const all = (configured.length === 0 ? [fallback] : configured).map((each) => ({
    ...each,
    callbackUrl: each.origin + callbackPath,
  }))
  const [first = { ...fallback, callbackUrl: fallback.origin + callbackPath }] = all
  return {
    all,
    main: first.origin,
    originAt: (host) => (all.find((each) => new URL(each.origin).host === host) ?? first).origin,
    has: (origin) => all.some((each) => each.origin === origin),
    callbackFor: (origin) => (all.find((each) => each.origin === origin) ?? first).callbackUrl,
  }
}
