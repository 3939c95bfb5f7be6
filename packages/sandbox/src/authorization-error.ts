import type { ErrorOut, KoaContextWithOIDC } from 'oidc-provider'
import { messagePage } from './pages/message.ts'
import { pageHeaders } from './send-page.ts'
import type { StandIn } from './stand-in.ts'

const titles: Record<string, string> = {
  invalid_client: 'The client is not registered here',
  invalid_redirect_uri: 'The redirect URI is not registered',
}

/** What cannot be told to the client, because it or its redirect URI is not to be trusted (RFC 6749 section 4.1.2.1). */
export function renderAuthorizationError(ctx: KoaContextWithOIDC, out: ErrorOut, standIn: StandIn): void {
  const page = messagePage({
    standIn,
    title: titles[out.error] ?? 'The sign-in cannot go on',
    text: out.error_description ?? 'The request could not be answered.',
    code: out.error,
  })
  ctx.set(pageHeaders())
  ctx.type = 'html'
  ctx.body = page.text
}
