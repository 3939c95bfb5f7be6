import { randomBytes } from 'node:crypto'
import { errors, type ClientMetadata, type JWK, type Provider } from 'oidc-provider'
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

interface ClientRequest {
  name: string
  redirectUris: string[]
  publicKey?: JWK | undefined
}

/** Where oidc-provider's adapter looks for the clients that are not in its configuration. */
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

  async register(request: ClientRequest): Promise<NewClient> {
    const metadata = newMetadata(this.#standIn, request)
    try {
      await this.#provider.Client.validate(metadata)
    } catch (cause) {
      if (!(cause instanceof errors.InvalidClientMetadata)) throw cause
      const message = cause.error_description ?? 'The client cannot be registered'
      throw new SandboxError('invalid_client', message, { cause })
    }
    await save(this.#store, metadata)
    return presentNewClient(metadata)
  }
}

/**
 * The client that is there from the start; its secret stays, its redirect URIs follow the configuration. Told before
 * there is an authorization server to register it with.
 */
export async function preregister(
  store: RecordStore,
  standIn: StandIn,
  redirectUris: string[],
): Promise<NewClient> {
  const clientId = store.get('Preregistered', model)?.['clientId']
  const stored = typeof clientId === 'string' ? store.get(model, clientId) : undefined
  if (stored) {
    const changed = { ...stored, ...standIn.clientExtras?.(undefined), redirect_uris: redirectUris }
    const metadata = changed as unknown as ClientMetadata
    if (JSON.stringify(stored) !== JSON.stringify(changed)) await save(store, metadata)
    return presentNewClient(metadata)
  }
  const metadata = newMetadata(standIn, { name: `Patchbay (${standIn.name} sandbox)`, redirectUris })
  await save(store, metadata)
  const payload = { clientId: metadata.client_id }
  await store.put({ model: 'Preregistered', id: model, payload, expiresAt: null })
  return presentNewClient(metadata)
}

export function hasSecret(store: RecordStore, clientId: string, clientSecret: string): boolean {
  return clientSecret !== '' && store.get(model, clientId)?.['client_secret'] === clientSecret
}

function newMetadata(standIn: StandIn, { name, redirectUris, publicKey }: ClientRequest): ClientMetadata {
  return {
    client_id: standIn.newClientId(),
    client_secret: randomBytes(32).toString('base64url'),
    client_name: name,
    redirect_uris: redirectUris,
    ...standIn.clientExtras?.(publicKey),
  }
}

function save(store: RecordStore, metadata: ClientMetadata): Promise<void> {
  return store.put({ model, id: metadata.client_id, payload: { ...metadata }, expiresAt: null })
}

function presentClient(metadata: ClientMetadata): RegisteredClient {
  return {
    name: metadata.client_name ?? metadata.client_id,
    clientId: metadata.client_id,
    redirectUris: metadata.redirect_uris ?? [],
  }
}

function presentNewClient(metadata: ClientMetadata): NewClient {
  return { ...presentClient(metadata), clientSecret: metadata.client_secret ?? '' }
}
