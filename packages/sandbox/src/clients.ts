import { randomBytes } from 'node:crypto'
import { errors, type ClientMetadata, type Provider } from 'oidc-provider'
import { SandboxError } from './error.ts'
import type { RecordStore } from './record-store.ts'
import type { StandIn } from './stand-in.ts'

export interface RegisteredClient {
  name: string
  clientId: string
  redirectUris: readonly string[]
}

export interface NewClient extends RegisteredClient {
  /** Shown once, when the client is registered. */
  clientSecret: string
}

const model = 'Client'

export class ClientRegistry {
  readonly #provider: Provider
  readonly #store: RecordStore
  readonly #standIn: StandIn

  constructor(provider: Provider, store: RecordStore, standIn: StandIn) {
    this.#provider = provider
    this.#store = store
    this.#standIn = standIn
  }

  list(): RegisteredClient[] {
    return this.#store.list(model).map((payload) => presentClient(payload as unknown as ClientMetadata))
  }

  async register(name: string, redirectUris: string[]): Promise<NewClient> {
    const metadata = {
      client_id: this.#standIn.authorizationServer.newClientId(),
      client_secret: randomBytes(32).toString('base64url'),
      client_name: name,
      redirect_uris: redirectUris,
    }
    await this.#save(metadata)
    return { ...presentClient(metadata), clientSecret: metadata.client_secret }
  }

  /** The client that is there from the start; its secret stays, its redirect URIs follow the configuration. */
  async preregister(redirectUris: string[]): Promise<NewClient> {
    const clientId = this.#store.get('Preregistered', model)?.['clientId']
    const stored = typeof clientId === 'string' ? this.#store.get(model, clientId) : undefined
    if (stored) {
      const metadata = { ...stored, redirect_uris: redirectUris } as unknown as ClientMetadata
      if (String(stored['redirect_uris']) !== String(redirectUris)) await this.#save(metadata)
      return { ...presentClient(metadata), clientSecret: metadata.client_secret ?? '' }
    }
    const client = await this.register(`Patchbay (${this.#standIn.name} sandbox)`, redirectUris)
    const payload = { clientId: client.clientId }
    await this.#store.put({ model: 'Preregistered', id: model, payload, expiresAt: null })
    return client
  }

  async #save(metadata: ClientMetadata): Promise<void> {
    try {
      await this.#provider.Client.validate(metadata)
    } catch (cause) {
      if (!(cause instanceof errors.InvalidClientMetadata)) throw cause
      const message = cause.error_description ?? 'The client cannot be registered'
      throw new SandboxError('invalid_client', message, { cause })
    }
    // Where oidc-provider's adapter looks for the clients that are not in its configuration.
    await this.#store.put({ model, id: metadata.client_id, payload: { ...metadata }, expiresAt: null })
  }
}

function presentClient(metadata: ClientMetadata): RegisteredClient {
  return {
    name: metadata.client_name ?? metadata.client_id,
    clientId: metadata.client_id,
    redirectUris: metadata.redirect_uris ?? [],
  }
}
