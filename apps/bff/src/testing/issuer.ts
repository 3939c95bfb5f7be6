import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider, type ClientMetadata, type Configuration, type KoaContextWithOIDC } from 'oidc-provider'

export interface IssuerOptions {
  /** Below the origin: `''` or `/tenant`. */
  readonly path?: string
  readonly clients?: readonly ClientMetadata[]
  readonly configuration?: Configuration
  /** Metadata documents answer 404. */
  readonly withoutDiscovery?: boolean
  /** Whoever is signed in there; `someone` unless told. */
  readonly subject?: () => string
  /** No `iss` in callbacks, and no word of it in the metadata (RFC 9207). */
  readonly withoutIss?: boolean
}

export interface Issuer {
  readonly issuer: string
  readonly origin: string
  /** Every request so far, with the form that it brought. */
  readonly requests: {
    readonly path: string
    readonly form: Readonly<Record<string, unknown>>
    readonly headers: IncomingHttpHeaders
  }[]
  stop(): Promise<void>
}

/** Whoever comes is signed in and has agreed: what the pages look like is not what these tests are about. */
function withoutPages(provider: Provider, path: string, subject: () => string): void {
  provider.use(async (ctx, next) => {
    if (!ctx.path.startsWith('/interaction/')) return next()
    const { prompt, params, session, grantId } = await provider.interactionDetails(ctx.req, ctx.res)
    const grant =
      grantId === undefined
        ? new provider.Grant({
            accountId: session?.accountId ?? subject(),
            clientId: String(params['client_id']),
          })
        : await provider.Grant.find(grantId)
    if (prompt.name === 'consent') grant?.addOIDCScope(params['scope'] as string)
    const result =
      prompt.name === 'login'
        ? { login: { accountId: subject() } }
        : { consent: { grantId: (await grant?.save()) ?? '' } }
    const to = await provider.interactionResult(ctx.req, ctx.res, result)
    ctx.redirect(to.startsWith('http') ? to : path + to)
  })
}

function hideIss({ response, body, path }: KoaContextWithOIDC): void {
  const location = URL.parse(response.get('location') ?? '')
  location?.searchParams.delete('iss')
  if (location !== null) response.set('location', location.href)
  if (!path.startsWith('/.well-known/')) return
  delete (body as Record<string, unknown>)['authorization_response_iss_parameter_supported']
}

/** A real authorization server, set up to demand one thing or another. Its owner stops it. */
export async function startIssuer(options: IssuerOptions = {}): Promise<Issuer> {
  const {
    path = '',
    clients = [],
    configuration = {},
    withoutDiscovery = false,
    withoutIss = false,
    subject = () => 'someone',
  } = options
  const requests: Issuer['requests'] = []
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const issuer = origin + path
  const provider = new Provider(issuer, {
    clients: [...clients],
    cookies: { keys: ['only in tests'] },
    findAccount: (_ctx, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
    interactions: { url: (_ctx, { uid }) => `${path}/interaction/${uid}` },
    issueRefreshToken: () => true,
    ...configuration,
    features: { devInteractions: { enabled: false }, ...configuration.features },
  })
  withoutPages(provider, path, subject)
  provider.use(async (koa, next) => {
    const ctx = koa as KoaContextWithOIDC
    if (withoutDiscovery && ctx.path.startsWith('/.well-known/')) return
    await next()
    requests.push({
      path: ctx.path,
      form: { ...ctx.oidc?.body },
      headers: ctx.headers,
    })
    if (withoutIss) hideIss(ctx)
  })
  const answer = provider.callback()
  server.on('request', (request, response) => {
    const { url = '' } = request
    if (path !== '' && !url.startsWith(path)) return void response.writeHead(404).end()
    Object.assign(request, { originalUrl: url, url: url.slice(path.length) || '/' })
    void answer(request, response)
  })
  return {
    issuer,
    origin,
    requests,
    stop() {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
