import { join } from 'node:path'
import type { DestinationStream } from 'pino'
import { builtAgentPackage } from './agent-package.ts'
import { type AppDeps, createListener } from './app.ts'
import type { Config } from './config.ts'
import { keepFresh } from './credentials/keep-fresh.ts'
import { applyAuthorized, resumeApplying } from './integrations/apply-connection.ts'
import { Refreshes } from './credentials/refreshes.ts'
import type { Deps } from './deps.ts'
import { guessableBy } from './features/session/guessable-password.ts'
import { createAdministrator, findAdministrator, firstHolder, setupLink } from './features/session/setup.ts'
import { AgentLinks } from './gateway/agent-links.ts'
import { Tunnels } from './gateway/tunnels.ts'
import { openCommands } from './open-commands.ts'
import { type HttpServer, listen } from './http-server.ts'
import { createAccessLog, createLogger, gatheredStandardError, standardError } from './logger.ts'
import { createDiscovery } from './oauth/discovery.ts'
import { createSingleSignOn } from './oauth/single-sign-on.ts'
import { bareHost, portOf } from './outbound/address.ts'
import type { AllowList } from './outbound/address-rules.ts'
import { createMailer } from './outbound/mailer.ts'
import { createOutbound } from './outbound/outbound.ts'
import { prepareFolder } from './migrations/prepare-folder.ts'
import { openKeys } from './open-keys.ts'
import { publicUrls } from './public-urls.ts'
import { ChangeFeed } from './records/change-feed.ts'
import { receiveAgents } from './receive-agents.ts'
import { type Changes, openRecords } from './records/records.ts'
import { type RunningSandbox, runSandbox } from './sandbox.ts'
import { signAudit } from './sign-audit.ts'
import { openJsonStore } from './stores/json/json-store.ts'
import { Traffic } from './traffic/traffic.ts'
import { createVault } from './vault/vault.ts'

export interface Patchbay {
  /** The first public URL. */
  readonly url: string
  /** Where it listens: the one asked for, or the one that the system chose. */
  readonly port: number
  /** The one-time setup link, while there is no administrator. */
  readonly setupLink: string | null
  stop(): Promise<void>
}

export interface StartOptions {
  /** Folder of the built console. */
  readonly consoleDir?: string
  /** File of our own agent as a package. */
  readonly agentPackage?: string
  /** Where the log goes; the standard error output unless told. */
  readonly logTo?: DestinationStream
}

const builtConsole = join(import.meta.dirname, '../../console/dist')

/** The sandbox may be reached though it is on loopback and without TLS; nothing else on this machine may. */
function withSandbox(allow: AllowList, sandbox: RunningSandbox | null): AllowList {
  if (sandbox === null) return allow
  return { ...allow, origins: new Set([...allow.origins, new URL(sandbox.info.origin).host]) }
}

/** Only the sign-in itself may reach the provider where that is not a public address: connections may not. */
function signOnAllow(allow: AllowList, issuer: string): AllowList {
  const url = new URL(issuer)
  const place = `${bareHost(url.hostname)}:${portOf(url)}`
  return { ...allow, origins: new Set([...allow.origins, place]) }
}

async function firstAdministrator(deps: Deps, password: string | null): Promise<string | null> {
  // The provider says who is an owner.
  if (!deps.passwordSignIn) return null
  if ((await findAdministrator(deps)) !== null) return null
  if (password === null) return setupLink(deps, deps.publicUrls.main)
  await createAdministrator(deps, password)
  const reason = await guessableBy(password, firstHolder)
  if (reason !== null) deps.log.warn(`PATCHBAY_ADMIN_PASSWORD is ${reason}: change it on the account page`)
  return null
}

/** Undoes, latest first, what was done so far, where a later step fails. */
async function undo(steps: (() => Promise<void>)[]): Promise<void> {
  for (const step of steps.toReversed()) await step()
}

/**
 * Store, sandbox and app on one port. Resolves when everything can be used.
 *
 * @throws StoreError `store_in_use`, VaultError, or the error of `listen`; whatever was opened is closed again
 */
export async function start(config: Config, options: StartOptions = {}): Promise<Patchbay> {
  const { consoleDir = builtConsole, agentPackage = builtAgentPackage, logTo } = options
  const log = createLogger(config.logLevel, logTo ?? standardError())
  const accessLog = createAccessLog(config.logLevel, logTo ?? gatheredStandardError())
  const opened: (() => Promise<void>)[] = []
  try {
    const store = await openJsonStore({
      dir: config.dataDir,
      log,
      prepare: (root) => prepareFolder(root, log),
    })
    opened.push(() => store.close())
    const keys = await openKeys(config, store)
    const vault = createVault(keys.ring)
    await signAudit({ store, log, vault })
    const server: HttpServer = await listen(config.host, config.port)
    opened.push(() => server.stop())
    const urls = publicUrls(config.publicUrls, server.port)
    const changes: Changes = { connections: new ChangeFeed(log), sessions: new ChangeFeed(log) }
    const records = openRecords(store, changes)
    const base = { store, changes, records, vault, log, publicUrls: urls, traffic: new Traffic() }
    const sandbox = config.sandbox === null ? null : await runSandbox(base, config.sandbox, config.dataDir)
    if (sandbox !== null) opened.push(() => sandbox.close())
    const allow = withSandbox(config.allow, sandbox)
    const outbound = createOutbound({ allow, log })
    opened.push(() => outbound.close())
    const agentLinks = new AgentLinks()
    const agents = await receiveAgents(config, { records, agentLinks, log })
    opened.push(() => agents.stop())
    const { oidc, passwordSignIn = true } = config
    const signOnWay =
      oidc === undefined ? null : createOutbound({ allow: signOnAllow(allow, oidc.issuer), log })
    if (signOnWay !== null) opened.push(() => signOnWay.close())
    const mailer = config.mail === undefined ? null : createMailer(config.mail)
    const { builtInClients } = config
    const oauth = { outbound, discovery: createDiscovery(outbound) }
    const refreshes = new Refreshes()
    const deps: AppDeps = {
      ...base,
      allow,
      sandbox: sandbox?.info ?? null,
      builtInClients,
      outbound,
      agentLinks,
      tunnels: new Tunnels(agentLinks, log),
      gateway: agents.gateway,
      agentPackage,
      mailer,
      singleSignOn: oidc === undefined || signOnWay === null ? null : createSingleSignOn(oidc, signOnWay),
      passwordSignIn,
      oauth,
      refreshes,
      authorized(record) {
        refreshes.authorized(record)
        return applyAuthorized(base, record)
      },
    }
    await resumeApplying(deps)
    const link = await firstAdministrator(deps, config.adminPassword)

    const stopping = new AbortController()
    const { trustedProxies } = config
    server.serve(createListener(deps, { consoleDir, accessLog, trustedProxies, stopping: stopping.signal }))
    const keeping = keepFresh(deps)
    const control = await openCommands(config, { store, log, records, vault, keys, sandbox })
    return {
      url: urls.main,
      port: server.port,
      setupLink: link,
      async stop() {
        stopping.abort()
        await control?.close()
        // The server first: requests under way still need the store and the way out.
        await server.stop()
        await keeping.stop()
        await agents.stop()
        await outbound.close()
        await signOnWay?.close()
        mailer?.close()
        await sandbox?.close()
        await store.close()
      },
    }
  } catch (error) {
    await undo(opened)
    throw error
  }
}
