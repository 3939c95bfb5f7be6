import type { ApplicationSummary, Condition, Scope, SettingField } from '@patchbay/contracts/applications'
import type { authTypes } from '@patchbay/contracts/connection'

export type AuthType = (typeof authTypes)[number]
export type Settings = Readonly<Record<string, string>>
/** What the token answer said beside the tokens, such as `instance_url`. */
export type Facts = Readonly<Record<string, string>>

/** Parameters of a request, beyond those that the protocol itself needs. */
export type Parameters = Readonly<Record<string, string>>

/** Where the OAuth 2.0 endpoints of an application are. Those that are left out are the discovery document's to say. */
export interface OAuthEndpoints {
  /** null: not known, so what claims to come of it cannot be checked. */
  readonly issuer: string | null
  readonly authorizationUrl?: string
  readonly tokenUrl?: string
  readonly revocationUrl?: string
  /** RFC 8628 section 3.1. */
  readonly deviceAuthorizationUrl?: string
  /** May add to the above (revocation, PAR, `iss`); its absence stops nothing. */
  readonly discoveryUrl?: string
  /** The issuer is asked for all of it, where OpenID Connect Discovery or RFC 8414 put their documents. */
  readonly discovers?: boolean
}

/** OpenID Connect Core section 9; `none`: a public client (RFC 6749 section 2.1). */
export const clientAuthentications = [
  'client_secret_basic',
  'client_secret_post',
  'private_key_jwt',
  'none',
] as const
export type ClientAuthentication = (typeof clientAuthentications)[number]

export type Grant = 'authorization-code' | 'client-credentials' | 'jwt-bearer' | 'device'

/** A parameter that the application adds to the callback, and that later requests need. */
export interface CallbackFact {
  readonly name: string
  /** Regular expression that the whole value must match, before anything is built from it. */
  readonly pattern: string
}

/** How the application speaks OAuth 2.0, for the settings and facts of one connection. */
export interface OAuthFacts {
  readonly grant: Grant
  readonly endpoints: OAuthEndpoints
  /** null: what the server's metadata offers and the client can do (RFC 8414 section 2). */
  readonly clientAuthentication: ClientAuthentication | null
  /** Of the key that signs assertions, for servers that know several (RFC 7517 section 4.5). */
  readonly keyId?: string
  /** S256 unless the application is known to break on it (RFC 9700 section 2.1.1). */
  readonly pkce: 'S256' | 'none'
  /** Tokens are bound to a key that stays here (RFC 9449). */
  readonly dpop?: boolean
  /** In place of the application's own. */
  readonly scopeSeparator?: string
  readonly authorizationParameters?: Parameters
  /** Of every request for a token. */
  readonly tokenParameters?: Parameters
  /** The application replaces the refresh token with each refresh, and the old one is dead. */
  readonly rotatesRefreshTokens: boolean
  /** A refresh sooner than this after the last is refused by the application, or brings the same token again. */
  readonly minimumRefreshAgeMs: number
  /**
   * Regular expression for the `error_description` of a refresh after which nothing but a new sign-in helps, where the
   * application does not say `invalid_grant` (RFC 6749 section 5.2).
   */
  readonly refreshTokenEnded?: string
  /** Lifetimes that hold where the token answer leaves them out; null: unknown. */
  readonly accessTokenTtlMs: number | null
  readonly refreshTokenTtlMs: number | null
  /** Members of the token answer that requests need later, kept as the token's facts. */
  readonly tokenFacts: readonly string[]
  readonly callbackFacts?: readonly CallbackFact[]
  /** Of a JWT bearer grant (RFC 7523 section 2.1): who the token is for, and for whom the assertion is. */
  readonly assertion?: { readonly subject: string; readonly audience: string; readonly lifetimeS: number }
}

/** A sign-in with name and password that is answered with cookies. */
export interface CookieFacts {
  readonly signInUrl: string
  readonly signOutUrl: string
  /** JSON body of the sign-in, without its secrets. */
  readonly body: Readonly<Record<string, string>>
  /** Secrets of the connection that the body holds too, under their own names. */
  readonly secrets: readonly string[]
  /** A session ends by itself after this. */
  readonly sessionTtlMs: number
}

/** Name and password with each request (RFC 7617), as secrets of the connection. */
export interface BasicFacts {
  readonly userName: string
  readonly password: string
}

/** How a connection gets at its application: by one of the three. All of it is data, so that two can be compared. */
export type Access =
  | { readonly kind: 'oauth2'; readonly oauth: OAuthFacts }
  | { readonly kind: 'cookie'; readonly cookie: CookieFacts }
  | { readonly kind: 'basic'; readonly basic: BasicFacts }

/** An answer of the application, as far as a test call looks at it. */
export interface TestAnswer {
  readonly status: number
  readonly body: unknown
}

export interface TestContext {
  readonly settings: Settings
  /** As the server's own metadata has it (OpenID Connect Discovery); null: it does not say. */
  readonly userinfoUrl: string | null
  readonly facts: Facts
  /** Those that were granted. */
  readonly scopes: readonly string[]
  /** Answers of the steps before. */
  readonly answers: readonly TestAnswer[]
}

/** One request of a test call. The steps run in order until one finds a fault. */
export interface TestStep {
  readonly authenticated: boolean
  /** Only where this holds of the connection; else the step is left out. */
  appliesTo?(context: TestContext): boolean
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

/** An authentication type that the application offers, for some of its settings perhaps. */
export interface OfferedAuthType {
  readonly value: AuthType
  readonly label: string
  readonly visibleWhen?: readonly Condition[]
}

/** A place of the application where clients are registered, by the settings that lead there. */
export interface ClientPreset {
  readonly label: string
  readonly settings: Settings
  /** Endpoints that every account has of its own there, so that a client cannot know them. */
  readonly perAccount?: readonly ('authorizationUrl' | 'tokenUrl')[]
}

/** Which iClients a connection can have. */
export interface IClientRule {
  /** Where it does not hold, the connection needs none. */
  readonly visibleWhen?: readonly Condition[]
  /** Label of a tick box that reveals the options. */
  readonly toggle?: string
  readonly hint?: string
  /** Why an iClient serves one connection only. */
  readonly exclusive?: string
  /** Public clients, and clients that prove themselves by a key, have no secret (RFC 6749 section 2.1). */
  readonly secretOptional?: true
  /** What a new iClient is filled in with, the usual one first. None: addresses differ from account to account. */
  readonly presets?: readonly ClientPreset[]
  /** Label of the choice between several presets. */
  readonly presetLabel?: string
}

/** What the way to an application depends on. */
export interface Connecting {
  readonly authType: AuthType
  readonly settings: Settings
  readonly facts: Facts
}

/** A client that the deployment brings, where the application's own instructions ask for none. */
export interface BuiltInClient {
  readonly visibleWhen: readonly Condition[]
  /** What it signs in to, as admins call it. */
  readonly name: string
  /** The setting that calls for it: there it is said where the client is missing. */
  readonly field: string
  /** Environment variables that the operator sets, both or neither. */
  readonly variables: { readonly clientId: string; readonly clientSecret: string }
}

/** What an application's file says: data and small pure functions, no I/O. */
export interface ApplicationDefinition extends ApplicationSummary {
  /** Stands for whatever the catalogue does not name, and comes last. */
  readonly isAnyOther?: true
  readonly authTypes: readonly OfferedAuthType[]
  readonly fields: readonly SettingField[]
  /** Order of the section Application details: a field's name, a part, or two that stand side by side. */
  readonly form: readonly (string | readonly [string, string])[]
  /** A new connection is named first; the rest of the form comes after Next. */
  readonly steps?: 'name-first'
  readonly iClient: IClientRule
  readonly scopes: readonly Scope[]
  /** What most connections need; offered where none is chosen yet. */
  readonly suggestedScopes: readonly string[]
  readonly scopeSeparator: string
  /** Scopes that the list does not know may be typed in. */
  readonly customScopes: boolean
  /** Stands in place of the scopes where the application has none. */
  readonly scopesHint?: string
  access(connection: Connecting): Access
  /** What no field can say alone: the field's name and what to write there; null: all is well. */
  fault?(connection: Omit<Connecting, 'facts'>): { readonly field: string; readonly message: string } | null
  /** Base of every request that goes through a connection. */
  baseUrl(settings: Settings, facts: Facts): string
  readonly testCall: readonly TestStep[]
  /** The account's address, where it is a setting. */
  readonly addressField?: string
  /** Scopes of a connection to the application's stand-in, where they are not the suggested ones. */
  readonly sandboxScopes?: readonly string[]
  /** Settings of a connection to the application's stand-in. */
  sandboxSettings(address: string): Settings
  /** Reads a pasted address; answers the settings it holds, or null where it holds no more than itself. */
  fromPastedAddress?(address: string): Settings | null
  readonly setupHelp: readonly SetupHelp[]
  readonly builtInClient?: BuiltInClient
  /** Where the application refuses a sign-in that asks for no scope. */
  readonly requiresScopes?: readonly Condition[]
}
