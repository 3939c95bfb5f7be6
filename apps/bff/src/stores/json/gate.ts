import { StoreError } from '../store.ts'

/** Lets work in until it is shut, and then tells when all of it is done. */
export class Gate {
  #underWay = 0
  #shut = false
  #alone: Promise<unknown> | null = null
  #idle = Promise.withResolvers<void>()

  /** @throws StoreError `store_closed` */
  check(): void {
    if (this.#shut) throw new StoreError('store_closed', 'The store is closed.')
  }

  /** @throws StoreError `store_closed` */
  async run<T>(work: () => Promise<T>): Promise<T> {
    this.check()
    while (this.#alone !== null) {
      await this.#alone
      this.check()
    }
    return this.#count(work)
  }

  /**
   * Runs work while none other is under way: what comes meanwhile waits.
   *
   * @throws StoreError `store_closed`
   */
  async runAlone<T>(work: () => Promise<T>): Promise<T> {
    this.check()
    while (this.#alone !== null) {
      await this.#alone
      this.check()
    }
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#alone = promise
    try {
      await this.#untilIdle()
      this.check()
      return await this.#count(work)
    } finally {
      this.#alone = null
      resolve()
    }
  }

  async shut(): Promise<void> {
    this.#shut = true
    await this.#untilIdle()
  }

  async #count<T>(work: () => Promise<T>): Promise<T> {
    this.#underWay++
    try {
      return await work()
    } finally {
      this.#underWay--
      if (this.#underWay === 0) this.#idle.resolve()
    }
  }

  async #untilIdle(): Promise<void> {
    while (this.#underWay > 0) {
      this.#idle = Promise.withResolvers<void>()
      await this.#idle.promise
    }
  }
}
