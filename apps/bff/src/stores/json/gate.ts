import { StoreError } from '../store.ts'

/** Lets work in until it is shut, and then tells when all of it is done. */
export class Gate {
  #underWay = 0
  #shut = false
  readonly #drained = Promise.withResolvers<void>()

  /** @throws StoreError `store_closed` */
  check(): void {
    if (this.#shut) throw new StoreError('store_closed', 'The store is closed.')
  }

  /** @throws StoreError `store_closed` */
  async run<T>(work: () => Promise<T>): Promise<T> {
    this.check()
    this.#underWay++
    try {
      return await work()
    } finally {
      this.#underWay--
      if (this.#shut && this.#underWay === 0) this.#drained.resolve()
    }
  }

  async shut(): Promise<void> {
    this.#shut = true
    if (this.#underWay === 0) this.#drained.resolve()
    await this.#drained.promise
  }
}
