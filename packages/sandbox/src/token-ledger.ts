import type { RecordStore } from './record-store.ts'

interface StoredToken {
  id: string
  issuedAt: number
  expiresAt: number
}

const kinds = ['AccessToken', 'ClientCredentials']

/** The access tokens of one authorization server, as its quirks and its tests need to see them. Times are in seconds. */
export class TokenLedger {
  readonly #store: RecordStore
  readonly #space: string

  constructor(store: RecordStore, space: string) {
    this.#store = store
    this.#space = space
  }

  /** Oldest first. */
  ofGrant(grantId: string | undefined): StoredToken[] {
    if (grantId === undefined) return []
    const now = Date.now() / 1000
    return this.#store
      .findBy(`${this.#space}AccessToken`, 'grantId', grantId)
      .map((payload) => ({
        id: String(payload['jti']),
        issuedAt: Number(payload['iat']),
        expiresAt: Number(payload['exp']),
      }))
      .filter((token) => token.expiresAt > now)
      .toSorted((one, other) => one.issuedAt - other.issuedAt)
  }

  /** As if they had expired: all of them, or the one given. */
  async end(accessToken?: string): Promise<void> {
    const models = kinds.map((kind) => this.#space + kind)
    const ids = models.flatMap((model) =>
      this.#store.list(model).map((payload) => ({ model, id: String(payload['jti']) })),
    )
    const ended = ids.filter(({ id }) => accessToken === undefined || id === accessToken)
    await Promise.all(ended.map(({ model, id }) => this.#store.delete(model, id)))
  }
}
