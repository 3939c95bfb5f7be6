import { join } from 'node:path'
import type { Config } from './config.ts'
import { requireKeys } from './require-keys.ts'
import type { Store } from './stores/store.ts'
import { keyRingOfCommand } from './vault/key-command.ts'
import { type KeyRing, loadKeyRing, loadOrCreateKeyRing } from './vault/key-ring.ts'
import { addKeyToFile } from './vault/new-key-file.ts'

/** Where keys come from. */
export interface KeySource {
  /** For people. */
  readonly name: string
  /** null: there are none yet. */
  load(): Promise<KeyRing | null>
  /** Makes a new first key; null: whoever keeps the keys does. */
  readonly add: (() => Promise<void>) | null
}

/** The keys that are used, and where to look for later ones. */
export interface Keys {
  ring: KeyRing
  readonly source: KeySource
}

export function keySource({ keyRing, keyCommand, dataDir }: KeyConfig): KeySource {
  if (keyRing !== null) return { name: 'PATCHBAY_ENCRYPTION_KEYS', load: async () => keyRing, add: null }
  if (keyCommand !== null) {
    const name = 'what the command of PATCHBAY_KEY_COMMAND prints'
    return { name, load: () => keyRingOfCommand(keyCommand), add: null }
  }
  const file = join(dataDir, 'keys')
  return { name: `the key file ${file}`, load: () => loadKeyRing(file), add: () => addKeyToFile(file) }
}

type KeyConfig = Pick<Config, 'keyRing' | 'keyCommand' | 'dataDir'>

/**
 * The keys for what is stored. None is made where one is missing: it would open nothing, and look as if it did.
 *
 * @throws VaultError `missing_keys`, or what is wrong with the keys
 */
export async function openKeys(config: KeyConfig, store: Pick<Store, 'sealedWith'>): Promise<Keys> {
  const source = keySource(config)
  const given = await source.load()
  requireKeys(store, given, { source: source.name })
  return { ring: given ?? (await loadOrCreateKeyRing(join(config.dataDir, 'keys'))), source }
}
