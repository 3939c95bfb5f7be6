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
