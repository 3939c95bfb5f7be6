import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { storageError } from './storage-error.ts'

/**
 * A block's worth is written and synced: an empty file would fit on a full disk.
 *
 * @throws StoreError `storage_full`, `storage_unavailable`
 */
export async function proveWritable(root: string): Promise<void> {
  const file = join(root, '.write-check')
  try {
    const handle = await open(file, 'w', 0o600)
    try {
      await handle.writeFile(Buffer.alloc(4_096))
      await handle.sync()
    } finally {
      await handle.close()
    }
  } catch (cause) {
    throw storageError(cause, 'nothing can be written')
  } finally {
    await rm(file, { force: true }).catch(() => {})
  }
}
