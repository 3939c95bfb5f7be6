import { Router, urlencoded, type RequestHandler } from 'express'
import type { Provider } from 'oidc-provider'
import type { AuthorizationServer } from './authorization-server.ts'
import { createApiContext } from './bearer.ts'
import { ClientRegistry } from './clients.ts'
import { createConnectedApplications } from './connected-applications.ts'
import { createInteractions } from './interactions.ts'
import { loadKeys } from './keys.ts'
import { createProvider } from './provider.ts'
import type { RecordStore } from './record-store.ts'
import { refuseForeignPost } from './same-origin.ts'
import type { StandIn } from './stand-in.ts'
import { TokenLedger } from './token-ledger.ts'

interface InstanceRouterOptions {
  standIn: StandIn
  store: RecordStore
  origin: string
  path: string
  onError: (error: unknown) => void
}

export async function createInstanceRouter(options: InstanceRouterOptions) {
  const { standIn, store, origin, path } = options
  const keys = await loadKeys(store)
  const create = (server: AuthorizationServer): Provider =>
    createProvider({ ...options, server, keys, issuer: origin + path + server.path })
  const [first, ...others] = standIn.authorizationServers
  const provider = create(first)
  const providers = [provider, ...others.map(create)]

  const pages = Router()
  for (const [at, server] of standIn.authorizationServers.entries()) {
    const served = providers[at] ?? provider
    pages.use(`${server.path}/interaction`, createInteractions({ standIn, server, provider: served, origin }))
    pages.use(server.path || '/', only(server, served.callback()))
  }
  const clients = new ClientRegistry(provider, store, standIn)
  const connectedApplicationsPath = `${path}/connected-applications`
  pages.use(
    '/connected-applications',
    createConnectedApplications({ standIn, provider, clients, origin, path: connectedApplicationsPath }),
  )
  const endings: (() => void)[] = []
  const context = createApiContext({
    providers,
    store,
    origin,
    address: origin + path,
    onEndAll: (end) => void endings.push(end),
  })
  const ledgers = standIn.authorizationServers.map(({ id }) => new TokenLedger(store, id))
  pages.use('/sandbox/end-access-tokens', refuseForeignPost(origin), endAccess(ledgers, endings))
  const api = standIn.api(context)
  if (standIn.apiPath === undefined) pages.use(api)
  return { pages, api }
}

/** What the application does not have is not answered by oidc-provider's own default either. */
function only({ routes, wellKnown }: AuthorizationServer, handle: RequestHandler | object): RequestHandler {
  const paths = [...Object.values(routes), ...wellKnown.map((name) => `/.well-known/${name}`)]
  const serve = handle as RequestHandler
  return (req, res, next) => {
    const served = paths.some((each) => req.path === each || req.path.startsWith(`${each}/`))
    return served ? serve(req, res, next) : next()
  }
}

/** For tests, which cannot wait an hour: access ends as if its time had come, all of it or the token that is named. */
function endAccess(ledgers: readonly TokenLedger[], endings: readonly (() => void)[]): Router {
  const router = Router()
  router.post('/', urlencoded({ extended: false, limit: '8kb' }), async (req, res) => {
    const { access_token: named } = (req.body ?? {}) as { access_token?: unknown }
    const token = typeof named === 'string' ? named : undefined
    await Promise.all(ledgers.map((ledger) => ledger.end(token)))
    if (token === undefined) for (const end of endings) end()
    res.status(204).end()
  })
  return router
}
