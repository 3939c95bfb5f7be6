import type { SealedWith, Store } from './stores/store.ts'
import type { KeyRing } from './vault/key-ring.ts'
import { VaultError } from './vault/vault-error.ts'

const singular: Readonly<Record<string, string>> = {
  connections: 'connection',
  iclients: 'iClient',
  webhooks: 'webhook',
  users: 'user',
}

function named({ collection, id, name }: SealedWith['first'][number]): string {
  return name === null ? `${collection}/${id}` : `${singular[collection] ?? collection} “${name}”`
}

function lineOf([keyId, { count, first }]: [string, SealedWith]): string {
  const more = count > first.length ? ` and ${count - first.length} more` : ''
  const records = `${count} ${count === 1 ? 'record' : 'records'}`
  return `  key "${keyId}", which ${records} ${count === 1 ? 'needs' : 'need'}: ${first.map(named).join(', ')}${more}`
}

/**
 * What is stored must be possible to open: else Patchbay would run and fail at each connection, one after the other.
 *
 * @param source where the keys come from, for people
 * @throws VaultError `missing_keys` naming keys and records
 */
export function requireKeys(
  store: Pick<Store, 'sealedWith'>,
  ring: KeyRing | null,
  { source }: { readonly source: string },
): void {
  const held = new Set(ring?.map(({ id }) => id))
  const missing = [...store.sealedWith()].filter(([keyId]) => !held.has(keyId))
  if (missing.length === 0) return
  const what = missing.length === 1 ? 'A key is missing' : 'Keys are missing'
  throw new VaultError(
    'missing_keys',
    `${what} that secrets are sealed with, so they cannot be opened:\n${missing.map(lineOf).join('\n')}\n` +
      `Add it to ${source}, behind the others, from where keys are kept apart from the data.`,
  )
}
