import { modify } from '../records/modify.ts'
import type { Records } from '../records/records.ts'
import { mapSealed, sealedMembers } from '../records/sealed-members.ts'
import type { Collection, StoredRecord } from '../stores/store.ts'
import { sealedBy, type Vault } from '../vault/vault.ts'
import { VaultError } from '../vault/vault-error.ts'

export interface Reseal {
  readonly resealed: number
  /** Records whose secrets cannot be opened, as `collection/id`: left as they are. */
  readonly unopened: readonly string[]
  /** Ids of all keys that something was sealed with before, of what could be opened. */
  readonly keysBefore: ReadonlySet<string>
  /** Ids of all keys that something is sealed with now. */
  readonly keysInUse: ReadonlySet<string>
}

export interface Progress {
  readonly done: number
  readonly total: number
}

interface ResealDeps {
  readonly records: Records
  readonly vault: Vault
}

const sideBySide = 16
const tellEvery = 250

class Pass {
  readonly keysBefore = new Set<string>()
  readonly keysInUse = new Set<string>()
  readonly unopened: string[] = []
  resealed = 0
  readonly #deps: ResealDeps

  constructor(deps: ResealDeps) {
    this.#deps = deps
  }

  /** On top of whatever the record is then: who changes it meanwhile wins, and it is sealed again after. */
  async one(name: keyof Records, id: string): Promise<void> {
    const collection = this.#deps.records[name] as Collection<StoredRecord>
    try {
      await modify(collection, id, (record) => this.#resealed(name, record))
    } catch (error) {
      if (!(error instanceof VaultError)) throw error
      this.unopened.push(`${name}/${id}`)
    }
  }

  #resealed(name: keyof Records, record: StoredRecord): StoredRecord | null {
    const changed = mapSealed(record, sealedMembers[name], (sealed, context) => {
      const next = this.#deps.vault.reseal(sealed, context) ?? sealed
      this.keysBefore.add(sealedBy(sealed) ?? '')
      this.keysInUse.add(sealedBy(next) ?? '')
      return next
    })
    if (changed === record) return null
    this.resealed += 1
    return changed
  }
}

async function places({ records }: ResealDeps): Promise<(readonly [keyof Records, string])[]> {
  const names = (Object.keys(sealedMembers) as (keyof Records)[]).filter(
    (name) => Object.keys(sealedMembers[name]).length > 0,
  )
  const lists = names.map(async (name) => {
    const ids = await records[name].ids()
    return ids.map((id) => [name, id] as const)
  })
  return (await Promise.all(lists)).flat()
}

async function passOver(deps: ResealDeps, tell: (progress: Progress) => void, left: AbortSignal) {
  const pass = new Pass(deps)
  const all = await places(deps)
  for (let done = 0; done < all.length && !left.aborted; done += sideBySide) {
    if (done > 0 && done % tellEvery < sideBySide) tell({ done, total: all.length })
    await Promise.all(all.slice(done, done + sideBySide).map(([name, id]) => pass.one(name, id)))
  }
  return pass
}

/**
 * Seals everything that is not sealed with the first key with it, a record at a time. What is done is seen in the records,
 * so it may end at any point and be begun again. It passes over all of them until there was nothing left to do.
 */
export async function resealRecords(
  deps: ResealDeps,
  tell: (progress: Progress) => void,
  left: AbortSignal,
): Promise<Reseal> {
  let resealed = 0
  let keysBefore: ReadonlySet<string> | null = null
  for (;;) {
    const pass = await passOver(deps, tell, left)
    resealed += pass.resealed
    keysBefore ??= pass.keysBefore
    if (pass.resealed === 0 || left.aborted)
      return { resealed, unopened: pass.unopened, keysBefore, keysInUse: pass.keysInUse }
  }
}
