import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { SandboxError } from './error.ts'
import { RecordIndex, type Payload, type StoredRecord } from './record-index.ts'

export interface RecordStoreOptions {
  dir: string
  /** What a record is sealed to besides its own file name, so that none can be moved to another stand-in. */
  context: string
  seal: (plaintext: string, context: string) => string
  open: (sealed: string, context: string) => string
  onError: (error: unknown) => void
}

const extension = '.sealed'
const leftover = /\.sealed\.\d+$/
const purgeEveryMs = 10 * 60_000

/** One sealed file a record, all of them in memory too: a stand-in holds hundreds, not millions. */
export class RecordStore {
  readonly #options: RecordStoreOptions
  readonly #index = new RecordIndex()
  readonly #writing = new Map<string, Promise<void>>()
  #purging: NodeJS.Timeout | undefined

  private constructor(options: RecordStoreOptions) {
    this.#options = options
  }

  static async open(options: RecordStoreOptions): Promise<RecordStore> {
    const store = new RecordStore(options)
    await mkdir(options.dir, { recursive: true, mode: 0o700 })
    await Promise.all((await readdir(options.dir)).map((file) => store.#load(file)))
    await store.#purge()
    const purge = (): void => void store.#purge().catch(options.onError)
    store.#purging = setInterval(purge, purgeEveryMs).unref()
    return store
  }

  get(model: string, id: string): Payload | undefined {
    return this.#index.get(model, id)?.payload
  }

  list(model: string): Payload[] {
    return this.#index.list(model).map((record) => record.payload)
  }

  findBy(model: string, property: 'grantId' | 'uid' | 'userCode', value: string): Payload[] {
    return this.#index.findBy(model, property, value).map((record) => record.payload)
  }

  /** The change is seen at once by every reader, and answered when it is on disk. */
  async put(record: StoredRecord): Promise<void> {
    this.#index.set(record)
    const file = fileName(record.model, record.id)
    await this.#queue(file, () => {
      const sealed = this.#options.seal(JSON.stringify(record), this.#contextOf(file))
      return writeFileAtomic(join(this.#options.dir, file), sealed, { mode: 0o600 })
    })
  }

  /** Changes the payload alone: its expiry stays. */
  async patch(model: string, id: string, change: Payload): Promise<void> {
    const record = this.#index.get(model, id)
    if (record) await this.put({ ...record, payload: { ...record.payload, ...change } })
  }

  async delete(model: string, id: string): Promise<void> {
    this.#index.delete(model, id)
    const file = fileName(model, id)
    await this.#queue(file, () => rm(join(this.#options.dir, file), { force: true }))
  }

  async deleteBy(model: string, property: 'grantId', value: string): Promise<void> {
    const records = this.#index.findBy(model, property, value)
    await Promise.all(records.map((record) => this.delete(model, record.id)))
  }

  /** Writes every record anew, as it is when its turn comes. */
  async reseal(): Promise<void> {
    for (const { model, id } of this.#index.all()) await this.patch(model, id, {})
  }

  async close(): Promise<void> {
    clearInterval(this.#purging)
    await Promise.allSettled(this.#writing.values())
  }

  /** A write and a deletion of one file happen in the order they were asked for. */
  #queue(file: string, work: () => Promise<void>): Promise<void> {
    const done = (this.#writing.get(file) ?? Promise.resolve()).then(work, work)
    this.#writing.set(file, done)
    const forget = (): void => {
      if (this.#writing.get(file) === done) this.#writing.delete(file)
    }
    done.then(forget, forget)
    return done
  }

  async #load(file: string): Promise<void> {
    const path = join(this.#options.dir, file)
    // What a killed process left of an unfinished atomic write.
    if (leftover.test(file)) return rm(path, { force: true })
    if (!file.endsWith(extension)) return
    try {
      const sealed = await readFile(path, 'utf8')
      this.#index.set(JSON.parse(this.#options.open(sealed, this.#contextOf(file))) as StoredRecord)
    } catch (cause) {
      await rename(path, `${path}.damaged`)
      const message = `The sandbox record ${path} cannot be read and was set aside`
      this.#options.onError(new SandboxError('damaged_record', message, { cause }))
    }
  }

  async #purge(): Promise<void> {
    const expired = this.#index.expired(Date.now())
    await Promise.all(expired.map((record) => this.delete(record.model, record.id)))
  }

  #contextOf(file: string): string {
    return `${this.#options.context}/${file}`
  }
}

/** Ids of tokens are the tokens themselves, so the name carries a hash of it. */
function fileName(model: string, id: string): string {
  return `${model}-${createHash('sha256').update(id).digest('hex').slice(0, 40)}${extension}`
}
