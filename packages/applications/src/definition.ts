import type { ApplicationSummary, Scope, SettingField } from '@patchbay/contracts/applications'
import type { authTypes } from '@patchbay/contracts/connection'

export type AuthType = (typeof authTypes)[number]
export type Settings = Readonly<Record<string, string>>
/** What the token answer said beside the tokens, such as `instance_url`. */
export type Facts = Readonly<Record<string, string>>

/** Where the OAuth 2.0 endpoints of an application are, derived from a connection's settings. */
export interface OAuthEndpoints {
  readonly issuer: string
  readonly authorizationUrl: string
  readonly tokenUrl: string
  readonly revocationUrl?: string
  /** May add to the above (revocation, PAR, `iss`); its absence stops nothing. */
  readonly discoveryUrl?: string
}

export interface OAuthFacts {
  endpoints(settings: Settings): OAuthEndpoints
  readonly clientAuthentication: 'client_secret_post' | 'client_secret_basic'
  /** S256 unless the application is known to break on it (RFC 9700 section 2.1.1). */
  readonly pkce: 'S256' | 'none'
  /** The application replaces the refresh token with each refresh, and the old one is dead. */
  readonly rotatesRefreshTokens: boolean
  /** A refresh sooner than this after the last is refused by the application. */
  readonly minimumRefreshAgeMs: number
  /** Lifetimes that hold where the token answer leaves them out; null: unknown. */
  readonly accessTokenTtlMs: number | null
  readonly refreshTokenTtlMs: number | null
  /** Members of the token answer that requests need later, kept as the token's facts. */
  readonly tokenFacts: readonly string[]
}

/** An answer of the application, as far as a test call looks at it. */
export interface TestAnswer {
  readonly status: number
  readonly body: unknown
}

export interface TestContext {
  readonly settings: Settings
  readonly facts: Facts
  /** Answers of the steps before. */
  readonly answers: readonly TestAnswer[]
}

/** One request of a test call. The steps run in order until one finds a fault. */
export interface TestStep {
  readonly authenticated: boolean
  url(context: TestContext): string
  /** What is wrong, in a sentence an admin understands; null: all is well. */
  fault(answer: TestAnswer, context: TestContext): string | null
}

export interface SetupHelp {
  readonly title: string
  readonly steps: readonly string[]
  readonly link?: { readonly label: string; readonly url: string }
}

/** Parts of the form that are no setting. */
export type FormPart = 'authType' | 'scopes' | 'iClient' | 'callbackUrl'

/** What an application's file says: data and small pure functions, no I/O. */
export interface ApplicationDefinition extends ApplicationSummary {
  readonly authTypes: readonly { readonly value: AuthType; readonly label: string }[]
  readonly fields: readonly SettingField[]
  /** Order of the section Application details: a setting's name, a part, or two that stand side by side. */
  readonly form: readonly (string | readonly [string, string])[]
  /** Label of a tick box that reveals the iClient options. */
  readonly iClientToggle?: string
  readonly scopes: readonly Scope[]
  /** What most connections need; offered where none is chosen yet. */
  readonly suggestedScopes: readonly string[]
  readonly scopeSeparator: string
  readonly oauth: OAuthFacts
  /** Base of every request that goes through a connection. */
  baseUrl(settings: Settings, facts: Facts): string
  readonly testCall: readonly TestStep[]
  /** The account's address, whose host requests may reach. */
  readonly addressField: string
  /** Reads a pasted address; answers the settings it holds, or null where it holds no more than itself. */
  fromPastedAddress?(address: string): Settings | null
  readonly setupHelp: readonly SetupHelp[]
}
