/**
 * Runs functions of one key one after the other, in the order asked for; those of different keys side by side.
 * Enough for the locks of this store, since one process holds the folder.
 */
export class KeyedQueue {
  readonly #tails = new Map<string, Promise<void>>()

  run<T>(key: string, fn: () => Promise<T>): Promise<T> {
    const result = this.#after(this.#tails.get(key), fn)
    const tail: Promise<void> = result.then(ignore, ignore).then(() => {
      if (this.#tails.get(key) === tail) this.#tails.delete(key)
    })
    this.#tails.set(key, tail)
    return result
  }

  /** Keys that are in use. */
  get size(): number {
    return this.#tails.size
  }

  async #after<T>(previous: Promise<void> | undefined, fn: () => Promise<T>): Promise<T> {
    await previous
    return fn()
  }
}

function ignore(): void {}
