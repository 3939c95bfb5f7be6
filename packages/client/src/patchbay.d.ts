/** `GET /api/connections/:id/token`. */
export interface Token {
  readonly accessToken: string
  readonly tokenType: string
  /** ISO 8601, UTC; null: the application does not say. */
  readonly expiresAt: string | null
  /** What the application told beside the token, such as `instance_url`. */
  readonly facts: Readonly<Record<string, string>>
}

/** One place of a flow where a connection is used. */
export interface Step {
  readonly id: string
  readonly kind: 'source' | 'destination' | 'lookup'
  /** null: not chosen yet. */
  readonly application: string | null
  /** null: none yet, or none that the API key may use. */
  readonly connectionId: string | null
  readonly connection: {
    readonly id: string
    readonly name: string
    readonly status: 'draft' | 'online' | 'offline'
    /** Why it is offline, and what to do. */
    readonly statusReason: string | null
  } | null
}

/** `GET /api/flows/:id`. */
export interface Flow {
  readonly id: string
  readonly integrationId: string
  /** Grows with each change. */
  readonly version: number
  readonly name: string
  /** In order; the first is the source. */
  readonly steps: readonly Step[]
  readonly createdAt: string
  readonly updatedAt: string
}

export interface PatchbayOptions {
  /** Where Patchbay is, e.g. `https://patchbay.example.com`. */
  readonly url: string
  /** `pb_…`, with the permission `token`, `proxy` or `read`. */
  readonly apiKey: string
  /** Instead of the platform's own. */
  readonly fetch?: typeof globalThis.fetch
}

/** What Patchbay itself answered instead of the application (RFC 9457). */
export class PatchbayError extends Error {
  readonly name: 'PatchbayError'
  /** E.g. `not_authorized_yet`: somebody has to sign in again. */
  readonly code: string
  readonly status: number
  /** Seconds after which another try makes sense. */
  readonly retryAfterS: number | undefined
  readonly requestId: string | undefined
}

export class Patchbay {
  constructor(options: PatchbayOptions)
  /**
   * An access token that is valid for at least 60 seconds more. Ask each time: Patchbay refreshes, not the program.
   *
   * @throws PatchbayError; whatever `fetch` throws
   */
  token(connectionId: string, options?: { readonly signal?: AbortSignal }): Promise<Token>
  /**
   * A flow as admins have set it up: which connection each step uses. Ask before each run, since they may change it.
   *
   * @throws PatchbayError; whatever `fetch` throws
   */
  flow(flowId: string, options?: { readonly signal?: AbortSignal }): Promise<Flow>
  /**
   * `fetch` through a connection: `path` is below its base URL, the credentials are put in by Patchbay. The
   * application's own refusals are answers, not errors.
   *
   * @throws PatchbayError; TypeError for a path that leads up; whatever `fetch` throws
   */
  fetch(connectionId: string, path: string, init?: RequestInit): Promise<Response>
}
