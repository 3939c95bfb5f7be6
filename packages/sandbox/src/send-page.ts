import type { Response } from 'express'
import type { Html } from './pages/html.ts'

interface PageAnswer {
  page: Html
  status?: number
  /** Where the page's form may lead in the end. */
  redirectUri?: string
}

export function sendPage(res: Response, { page, status = 200, redirectUri }: PageAnswer): void {
  res.status(status).set(pageHeaders(redirectUri)).type('html').send(page.text)
}

export function pageHeaders(redirectUri?: string): Record<string, string> {
  // Chromium holds the redirects after a form post to form-action too, so the client's address must be in it.
  const formTargets = redirectUri === undefined ? "'self'" : `'self' ${sourceOf(redirectUri)}`
  return {
    'Content-Security-Policy': [
      "default-src 'none'",
      "style-src 'self'",
      "img-src 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      `form-action ${formTargets}`,
    ].join('; '),
    'Cache-Control': 'no-store',
    // With no-referrer, browsers would send `Origin: null` with the forms.
    'Referrer-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
  }
}

/** A source expression knows no IPv6 literal, and no origin of a custom scheme: there the scheme stands alone. */
function sourceOf(redirectUri: string): string {
  const url = URL.parse(redirectUri)
  if (url === null) return "'none'"
  const named = /^https?:$/.test(url.protocol) && !url.hostname.startsWith('[')
  return named ? url.origin : url.protocol
}
