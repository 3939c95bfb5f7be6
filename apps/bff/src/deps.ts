import type { Logger } from 'pino'
import type { BuiltInClients } from './config-built-in-clients.ts'
import type { AgentLinks } from './gateway/agent-links.ts'
import type { Gateway } from './gateway/gateway.ts'
import type { Tunnels } from './gateway/tunnels.ts'
import type { SingleSignOn } from './oauth/single-sign-on.ts'
import type { Mailer } from './outbound/mailer.ts'
import type { Outbound } from './outbound/outbound.ts'
import type { AllowList } from './outbound/address-rules.ts'
import type { PublicUrls } from './public-urls.ts'
import type { Changes, Records } from './records/records.ts'
import type { Store } from './stores/store.ts'
import type { Traffic } from './traffic/traffic.ts'
import type { Vault } from './vault/vault.ts'

/** Stand-in applications that run beside this Patchbay. */
export interface SandboxInfo {
  readonly origin: string
  readonly applications: readonly {
    readonly application: string
    readonly settings: Readonly<Record<string, string>>
    readonly iClientId: string
  }[]
}

/** What the features work with. */
export interface Deps {
  readonly publicUrls: PublicUrls
  readonly allow: AllowList
  readonly sandbox: SandboxInfo | null
  readonly builtInClients: BuiltInClients
  readonly store: Store
  readonly records: Records
  readonly changes: Changes
  readonly vault: Vault
  readonly outbound: Outbound
  readonly agentLinks: AgentLinks
  readonly tunnels: Tunnels
  /** null: switched off. */
  readonly gateway: Gateway | null
  /** File of our own agent as a package; it may not be built. */
  readonly agentPackage: string
  /** null: no SMTP server is configured. */
  readonly mailer: Mailer | null
  /** null: users sign in here only. */
  readonly singleSignOn: SingleSignOn | null
  /** Whether one may sign in with a password. */
  readonly passwordSignIn: boolean
  readonly log: Logger
  readonly traffic: Traffic
}
