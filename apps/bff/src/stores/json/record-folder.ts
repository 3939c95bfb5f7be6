import { type FileHandle, mkdir, open, unlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { createGroupCommit } from './group-commit.ts'
import { storageError } from './storage-error.ts'

/**
 * One collection's folder. A change is durable when it resolves: file and folder are on disk. One that fails leaves
 * the folder as it was.
 */
export class RecordFolder {
  readonly #path: string
  #handle: Promise<FileHandle> | null = null
  /** One fsync of the folder serves all changes that wait for it. */
  readonly #sync = createGroupCommit(async () => (await this.#open()).sync())

  constructor(path: string) {
    this.#path = path
  }

  /** @throws StoreError `storage_full`, `storage_unavailable` */
  async write(id: string, { text, previous }: { text: string; previous: string | null }): Promise<void> {
    try {
      await this.#open()
      await replaceFile(this.#file(id), text)
    } catch (cause) {
      throw storageError(cause, `the record ${id} could not be written`)
    }
    await this.#syncOr(id, () =>
      previous === null ? unlink(this.#file(id)) : replaceFile(this.#file(id), previous),
    )
  }

  /** @throws StoreError `storage_full`, `storage_unavailable` */
  async remove(id: string, previous: string): Promise<void> {
    try {
      await unlink(this.#file(id))
    } catch (cause) {
      throw storageError(cause, `the record ${id} could not be removed`)
    }
    await this.#syncOr(id, () => replaceFile(this.#file(id), previous))
  }

  async close(): Promise<void> {
    const handle = await this.#handle?.catch(() => null)
    await handle?.close()
  }

  #file(id: string): string {
    return join(this.#path, `${id}.json`)
  }

  async #syncOr(id: string, undo: () => Promise<void>): Promise<void> {
    try {
      await this.#sync()
    } catch (cause) {
      // As good as it gets: a disk that cannot sync may not let itself be put back either.
      await undo().catch(() => {})
      throw storageError(cause, `the change of record ${id} could not be made durable`)
    }
  }

  /** Made by the first write; after a failure the next write tries again. */
  #open(): Promise<FileHandle> {
    this.#handle ??= openFolder(this.#path).catch((cause: unknown) => {
      this.#handle = null
      throw cause
    })
    return this.#handle
  }
}

async function openFolder(path: string): Promise<FileHandle> {
  if ((await mkdir(path, { recursive: true, mode: 0o700 })) !== undefined) await syncFolder(dirname(path))
  return open(path, 'r')
}

export async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/**
 * Temporary file, fsync, rename. The content is written in the hook, since write-file-atomic's own write (8.0) takes
 * a partial one for a whole: on a disk that becomes full it would rename half a record into place.
 */
export async function replaceFile(file: string, text: string): Promise<void> {
  const hook = { tmpfileCreated: (temporary: string) => writeFile(temporary, text) as unknown as void }
  await writeFileAtomic(file, '', { mode: 0o600, ...hook })
}
