import { join } from 'node:path'
import type { Config } from './config.ts'
import { requireKeys } from './require-keys.ts'
import type { Store } from './stores/store.ts'
import { type KeyRing, loadKeyRing, loadOrCreateKeyRing } from './vault/key-ring.ts'

/**
 * The keys for what is stored. None is made where one is missing: it would open nothing, and look as if it did.
 *
 * @throws VaultError `missing_keys`, or what is wrong with the keys
 */
export async function openKeyRing(
  { keyRing, dataDir }: Pick<Config, 'keyRing' | 'dataDir'>,
  store: Pick<Store, 'sealedWith'>,
): Promise<KeyRing> {
  const file = join(dataDir, 'keys')
  const given = keyRing ?? (await loadKeyRing(file))
  requireKeys(store, given, {
    source: keyRing === null ? `the key file ${file}` : 'PATCHBAY_ENCRYPTION_KEYS',
  })
  return given ?? loadOrCreateKeyRing(file)
}
