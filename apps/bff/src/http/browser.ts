import { isIP } from 'node:net'
import type { Request } from 'express'

/** Where a call comes from, as far as it says. */
export interface Browser {
  readonly address: string | null
  readonly userAgent: string | null
}

/** Whoever calls writes it, so it may be of any length. */
const maxUserAgent = 200

/** The client's, as far as trusted proxies say it; what is no address is not believed of anybody. */
export function addressOf({ ip = '', socket }: Request): string | null {
  return isIP(ip) === 0 ? (socket.remoteAddress ?? null) : ip
}

export function browserOf(request: Request): Browser {
  return {
    address: addressOf(request),
    userAgent: request.get('user-agent')?.slice(0, maxUserAgent) ?? null,
  }
}
