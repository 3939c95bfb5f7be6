import type { RequestHandler } from 'express'
import helmet from 'helmet'

const noSource = ["'none'"]
const self = ["'self'"]

/** Content security policy of the console; the callback page brings its own with a nonce. */
const directives = {
  defaultSrc: noSource,
  scriptSrc: self,
  styleSrc: self,
  imgSrc: self,
  fontSrc: self,
  connectSrc: self,
  manifestSrc: self,
  formAction: self,
  baseUri: noSource,
  objectSrc: noSource,
  frameAncestors: noSource,
}

/** The same as pairs, for answers that are given before any middleware: they depend on nothing of the request. */
export function fixedHeaders(https: boolean): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {}
  const collector = {
    setHeader: (name: string, value: string) => void (headers[name] = value),
    removeHeader: () => undefined,
  }
  securityHeaders(https)({} as never, collector as never, collector.removeHeader)
  return headers
}

/**
 * helmet's defaults, stricter where the console allows it. The opener policy lets the sign-in popup keep its opener
 * while it is at the application; `same-origin` would sever it.
 */
export function securityHeaders(https: boolean): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { ...directives, ...(https ? { upgradeInsecureRequests: [] } : {}) },
    },
    crossOriginOpenerPolicy: { policy: 'same-origin-allow-popups' },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: https,
    xFrameOptions: { action: 'deny' },
  })
}
