import type { Request } from 'express'

/** Where a call comes from, as far as it says. */
export interface Browser {
  readonly address: string | null
  readonly userAgent: string | null
}

/** Whoever calls writes it, so it may be of any length. */
const maxUserAgent = 200

export function browserOf(request: Request): Browser {
  return {
    address: request.ip ?? null,
    userAgent: request.get('user-agent')?.slice(0, maxUserAgent) ?? null,
  }
}
