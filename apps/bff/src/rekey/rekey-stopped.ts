import { pino } from 'pino'
import { requireFolder } from '../archive/restore-archive.ts'
import type { Config } from '../config.ts'
import { prepareFolder } from '../migrations/prepare-folder.ts'
import { openKeys } from '../open-keys.ts'
import { ChangeFeed } from '../records/change-feed.ts'
import { openRecords } from '../records/records.ts'
import { resealStopped } from '../sandbox.ts'
import { signAudit } from '../sign-audit.ts'
import { openJsonStore } from '../stores/json/json-store.ts'
import { createVault } from '../vault/vault.ts'
import { rekey, type RekeyOptions, type RekeyResult } from './rekey.ts'

/**
 * The same where nothing serves the folder: the records are opened here.
 *
 * @throws ArchiveError `not_there`, StoreError `store_in_use`, and as `rekey`
 */
export async function rekeyStopped(
  config: Pick<Config, 'dataDir' | 'keyRing' | 'keyCommand'>,
  options: RekeyOptions,
): Promise<RekeyResult> {
  requireFolder(config.dataDir)
  const log = pino({ level: 'warn' }, pino.destination(2))
  const prepare = (root: string) => prepareFolder(root, log)
  const store = await openJsonStore({ dir: config.dataDir, log, prepare })
  try {
    const keys = await openKeys(config, store)
    const vault = createVault(keys.ring)
    await signAudit({ store, log, vault })
    const records = openRecords(store, { connections: new ChangeFeed(log), sessions: new ChangeFeed(log) })
    return await rekey(
      { store, log, records, vault, keys, resealSandbox: () => resealStopped({ vault }, config.dataDir) },
      options,
    )
  } finally {
    await store.close()
  }
}
