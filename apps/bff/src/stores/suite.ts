import { afterEach, beforeEach, describe } from 'vitest'
import type { Collection, Store } from './store.ts'
import { auditSuite } from './suite/audit.ts'
import { type Gadget, gadgets, type SuiteContext } from './suite/gadgets.ts'
import { lifeSuite } from './suite/life.ts'
import { listSuite } from './suite/lists.ts'
import { recordSuite } from './suite/records.ts'
import { uniqueSuite } from './suite/unique.ts'

/** A store to be tested, empty at first. */
export interface StoreUnderTest {
  readonly store: Store
  /** Closes the store that is open and opens it again, as a restart would. */
  reopen(): Promise<Store>
  cleanup(): Promise<void>
}

/** Holds any store to every sentence of store.ts. */
export function storeSuite(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(name, () => {
    let under: StoreUnderTest
    let store: Store
    let records: Collection<Gadget>

    const use = (opened: Store) => {
      store = opened
      records = store.collection(gadgets)
      return records
    }
    beforeEach(async () => {
      under = await open()
      use(under.store)
    })
    afterEach(() => under.cleanup())

    const context: SuiteContext = {
      store: () => store,
      records: () => records,
      reopen: async () => use(await under.reopen()),
    }
    recordSuite(context)
    uniqueSuite(context)
    listSuite(context)
    lifeSuite(context)
    auditSuite(context)
  })
}
