import type { RequestListener } from 'node:http'
import type { Endpoint } from '@patchbay/contracts/endpoint'
import { proxyRequest } from '@patchbay/contracts/proxy'
import { watchChanges } from '@patchbay/contracts/changes'
import { exportEvents } from '@patchbay/contracts/events'
import { getOpenApi } from '@patchbay/contracts/openapi'
import express, { type Express, type Request } from 'express'
import type { Logger } from 'pino'
import type { CredentialsDeps } from './credentials/credentials-deps.ts'
import type { Deps } from './deps.ts'
import { findApiKey } from './features/api-keys/api-keys.ts'
import { accountRoutes } from './features/account/routes.ts'
import { agentPackagePath } from './agent-package.ts'
import { agentRoutes } from './features/agents/routes.ts'
import { apiKeyRoutes } from './features/api-keys/routes.ts'
import { applicationRoutes } from './features/applications/routes.ts'
import { callbackRoute } from './features/authorizations/callback-route.ts'
import { configurationParts } from './configuration-parts.ts'
import { createDeviceWatch } from './features/authorizations/device-watch.ts'
import { linkJourney } from './features/authorizations/link-journey.ts'
import { authorizationRoutes } from './features/authorizations/routes.ts'
import { auditStatus } from './features/changes/audit-status.ts'
import { changesRoutes } from './features/changes/routes.ts'
import { presentConnection } from './features/connections/present-connection.ts'
import { configurationRoutes } from './features/configuration/routes.ts'
import { connectionRoutes } from './features/connections/routes.ts'
import { discoveryRoutes } from './features/discovery/routes.ts'
import { exportRoute } from './features/events/export-route.ts'
import { eventRoutes } from './features/events/routes.ts'
import { flowRoutes } from './features/flows/routes.ts'
import { integrationRoutes } from './features/integrations/routes.ts'
import { invitationRoutes } from './features/invitations/routes.ts'
import { healthRoutes } from './features/health/routes.ts'
import { iClientRoutes } from './features/iclients/routes.ts'
import { metricsRoutes } from './features/metrics/routes.ts'
import { passkeyRoutes } from './features/passkeys/routes.ts'
import { Pools } from './features/proxy/pool.ts'
import { quickProxyCall } from './features/proxy/quick-proxy-call.ts'
import { notificationRoutes } from './features/notifications/routes.ts'
import { proxyRoutes } from './features/proxy/routes.ts'
import { requirePasswordSignIn } from './features/session/check-password.ts'
import { confirmations } from './features/session/confirmations.ts'
import { hashNewPassword } from './features/session/guessable-password.ts'
import { isPassword } from './features/session/password.ts'
import { sessionRoutes } from './features/session/routes.ts'
import { startSsoSession } from './features/session/sso-session.ts'
import { endSession, findSession, startSession } from './features/session/sessions.ts'
import { signInLimit } from './features/session/sign-in-limit.ts'
import { backchannelRoute } from './features/single-sign-on/backchannel-route.ts'
import { signOnRoute } from './features/single-sign-on/sign-on-route.ts'
import { linkRoute } from './features/sign-in-links/link-route.ts'
import { signInLinkRoutes } from './features/sign-in-links/routes.ts'
import { quickTokenCall } from './features/tokens/quick-token-call.ts'
import { tokenRoutes } from './features/tokens/routes.ts'
import { totpRoutes } from './features/totp/routes.ts'
import { trafficRoutes } from './features/traffic/routes.ts'
import { userRoutes } from './features/users/routes.ts'
import { Deliveries } from './features/webhooks/deliveries.ts'
import { webhookRoutes } from './features/webhooks/routes.ts'
import { type Authorise, authorise, binder } from './http/bind.ts'
import { cursors } from './http/cursor.ts'
import { noStore } from './http/no-store.ts'
import { openApi } from './http/openapi.ts'
import type { Quick } from './http/plain-call.ts'
import { noSuchCall, problemHandler } from './http/problem-handler.ts'
import { requestLog } from './http/request-log.ts'
import { securityHeaders } from './http/security-headers.ts'
import { sessionCookie } from './http/session-cookie.ts'
import { shortCookie } from './http/short-cookie.ts'
import { signInLinkCookie } from './http/sign-in-link-cookie.ts'
import { agentDownload } from './http/agent-download.ts'
import { staticFiles } from './http/static-files.ts'
import { signInDeps } from './sign-in/sign-in-deps.ts'

export interface AppOptions {
  /** Folder of the built console. */
  readonly consoleDir: string
  /** For calls that are answered ahead of the framework. */
  readonly accessLog: Logger
  /** Who is believed about the address that a call comes from. */
  readonly trustedProxies: readonly string[]
  /** Aborted when it stops: nothing new is begun then. */
  readonly stopping: AbortSignal
}

export type AppDeps = Deps & CredentialsDeps

/** Everything that is served: the calls of programs ahead of the framework, all else by it. */
export function createListener(given: AppDeps, options: AppOptions): RequestListener {
  const deps = { ...given, pools: new Pools() }
  const app = createApp(deps, options)
  const quickOptions = {
    ...options,
    https: isHttps(deps),
    authenticateKey: (key: string) => findApiKey(deps, key),
  }
  const quick = [quickTokenCall(deps, quickOptions), quickProxyCall(deps, quickOptions)]
  const serve: Quick = async (request, response) => {
    for (const answer of quick) if (await answer(request, response)) return true
    app(request, response)
    return true
  }
  return (request, response) => void serve(request, response)
}

function isHttps({ publicUrls }: AppDeps): boolean {
  return publicUrls.main.startsWith('https:')
}

/** The whole of what is served, in reading order. */
function createApp(deps: AppDeps & { readonly pools: Pools }, options: AppOptions): Express {
  const app = express()
  const endpoints: Endpoint[] = []
  const cookie = sessionCookie(deps.publicUrls)
  const authenticate = (token: string) => findSession(deps, token)
  const authenticateKey = (key: string) => findApiKey(deps, key)
  const onBound = (each: Endpoint) => void endpoints.push(each)
  const who = { cookie, authenticate, authenticateKey }
  const bind = binder({ router: app, deps, ...who, onBound })
  const list = cursors(deps.vault.derive('cursors'))
  const deviceWatch = createDeviceWatch(deps, options.stopping)
  void deviceWatch
    .resume()
    .catch((error: unknown) => deps.log.error({ err: error }, 'device authorizations not resumed'))
  const journey = linkJourney(deps)
  const linkCookie = signInLinkCookie(deps.publicUrls)
  auditStatus(deps)
  const deliveries = new Deliveries(deps, options.stopping)
  void deliveries
    .resume()
    .catch((error: unknown) => deps.log.error({ err: error }, 'webhook deliveries not resumed'))
  const callerOf = async (request: Request) => {
    const token = cookie.read(request)
    return token === undefined ? null : authenticate(token)
  }

  app.disable('x-powered-by')
  app.disable('etag')
  app.set('trust proxy', options.trustedProxies)
  app.use(requestLog(deps.log))
  app.use(securityHeaders(isHttps(deps)))
  healthRoutes(app, deps, () => options.stopping.aborted)

  app.use('/api', noStore)
  app.use(['/api/session', '/api/setup'], signInLimit())
  const signIn = signInDeps(deps)
  sessionRoutes(bind, signIn)
  if (signIn.singleSignOn !== null) {
    signOnRoute(app, signIn, {
      sso: signIn.singleSignOn,
      cookie: shortCookie(deps.publicUrls, 'sign_on'),
      sessionCookie: cookie,
      startSession: (entry) => startSsoSession(deps, entry),
    })
    backchannelRoute(app, signIn, signIn.singleSignOn)
  }
  const confirm = confirmations(signIn)
  totpRoutes(bind, signIn, confirm)
  passkeyRoutes(bind, signIn, confirm)
  invitationRoutes(bind, deps, {
    async hashPassword(password, holder) {
      requirePasswordSignIn(signIn)
      return hashNewPassword(password, holder)
    },
    endSession: (token) => endSession(deps, token),
    startSession: (user, facts) => startSession(deps, user, facts),
  })
  accountRoutes(bind, signIn, { hashPassword: hashNewPassword, isPassword })
  userRoutes(bind, deps, list)
  applicationRoutes(bind, deps)
  discoveryRoutes(bind, deps)
  iClientRoutes(bind, deps, list)
  agentRoutes(bind, deps, list)
  connectionRoutes(bind, deps, list)
  integrationRoutes(bind, deps, list)
  flowRoutes(bind, deps, list)
  authorizationRoutes(bind, deps, deviceWatch)
  tokenRoutes(bind, deps, (record) => presentConnection(deps, record))
  trafficRoutes(bind, deps)
  apiKeyRoutes(bind, deps, list)
  eventRoutes(bind, deps, list)
  signInLinkRoutes(bind, deps, journey.check)
  linkRoute(app, deps, { cookie: linkCookie, begin: journey.begin })
  callbackRoute(app, deps, { linkCookie, callerOf })
  configurationRoutes(bind, deps, configurationParts(deps))
  notificationRoutes(bind, deps, options.stopping)
  webhookRoutes(bind, deps, { cursors: list, deliveries })
  const authoriseFor: Authorise = (endpoint, request) => authorise(endpoint, request, { deps, ...who })
  proxyRoutes(app, deps, authoriseFor)
  onBound(proxyRequest)
  metricsRoutes(app, { ...deps, poolUse: (id) => deps.pools.usage(id) }, authoriseFor)
  changesRoutes(app, deps, { authorise: authoriseFor, stopping: options.stopping })
  onBound(watchChanges)
  exportRoute(app, deps, authoriseFor)
  onBound(exportEvents)

  bind(getOpenApi, async () => description)
  const description = openApi(endpoints, { serverUrl: deps.publicUrls.main, cookieName: cookie.name })
  app.use('/api', noSuchCall)
  app.get(agentPackagePath, agentDownload(deps.agentPackage))
  app.use(staticFiles(options.consoleDir))
  app.use(problemHandler)
  return app
}
