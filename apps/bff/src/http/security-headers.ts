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
  // No text becomes code or markup, not even by our own script: nothing here makes a policy that would let it.
  requireTrustedTypesFor: ["'script'"],
  trustedTypes: noSource,
}

/** What no page of ours uses. Passkeys and the clipboard are left as they are: for this origin alone. */
const permissionsPolicy = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'hid',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'serial',
  'usb',
]
  .map((feature) => `${feature}=()`)
  .join(', ')

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
  const others = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { ...directives, ...(https ? { upgradeInsecureRequests: [] } : {}) },
    },
    crossOriginEmbedderPolicy: true,
    crossOriginOpenerPolicy: { policy: 'same-origin-allow-popups' },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: https,
    xFrameOptions: { action: 'deny' },
  })
  return (request, response, next) => {
    response.setHeader('Permissions-Policy', permissionsPolicy)
    others(request, response, next)
  }
}
