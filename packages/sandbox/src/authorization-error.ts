import type { ErrorOut, KoaContextWithOIDC } from 'oidc-provider'
import { messagePage } from './pages/message.ts'
import { pageHeaders } from './send-page.ts'
import type { StandIn } from './stand-in.ts'

type Explanation = (asked: { clientId: string; redirectUri: string }) => { title: string; text: string }

const explanations: Record<string, Explanation> = {
  invalid_client: ({ clientId }) => ({
    title: 'The client is not registered here',
    text: `No client has the ID “${clientId}”. Copy the client ID from the page Connected applications, whole.`,
  }),
  invalid_redirect_uri: ({ redirectUri }) => ({
    title: 'The redirect URI is not registered',
    text: `The client may not send users to “${redirectUri}”. Register this address on the page Connected applications, letter by letter.`,
  }),
}

/** What cannot be told to the client, because it or its redirect URI is not to be trusted (RFC 6749 section 4.1.2.1). */
export function renderAuthorizationError(ctx: KoaContextWithOIDC, out: ErrorOut, standIn: StandIn): void {
  const { client_id: clientId = '', redirect_uri: redirectUri = '' } = ctx.query
  const explained = explanations[out.error]?.({
    clientId: String(clientId),
    redirectUri: String(redirectUri),
  })
  const page = messagePage({
    standIn,
    title: explained?.title ?? 'The sign-in cannot go on',
    text: explained?.text ?? out.error_description ?? 'The request could not be answered.',
    code: out.error,
  })
  ctx.set(pageHeaders())
  ctx.type = 'html'
  ctx.body = page.text
}
