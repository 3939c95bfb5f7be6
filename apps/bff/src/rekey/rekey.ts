import type { Keys } from '../open-keys.ts'
import { type AuditDeps, type Happening, writeAudit } from '../http/audit.ts'
import type { Records } from '../records/records.ts'
import type { KeyRing } from '../vault/key-ring.ts'
import { requireKept } from '../vault/key-ring.ts'
import type { Vault } from '../vault/vault.ts'
import { RekeyError } from './rekey-error.ts'
import { notRekeyed, rekeyed } from './rekey-happening.ts'
import { type Progress, type Reseal, resealRecords } from './reseal-records.ts'

export interface RekeyDeps extends AuditDeps {
  readonly records: Records
  readonly vault: Vault
  readonly keys: Keys
  /** Seals anew what the sandbox holds. */
  readonly resealSandbox: () => Promise<void>
}

export interface RekeyOptions {
  /** Make a key first, and put it before the others. */
  readonly newKey: boolean
  /** Who asked for it. */
  readonly operator: string
  readonly tell: (progress: Progress) => void
  /** Aborted: end soon, wherever it is. */
  readonly left: AbortSignal
}

export interface RekeyResult {
  /** Id of the key that everything is sealed with now. */
  readonly first: string
  readonly resealed: number
  readonly unopened: readonly string[]
  /** Ids of the keys that nothing is sealed with any more. */
  readonly unused: readonly string[]
  /** Where they can be taken out. */
  readonly source: string
}

async function currentRing({ keys: { ring, source } }: RekeyDeps, newKey: boolean): Promise<KeyRing> {
  if (newKey && source.add === null) {
    throw new RekeyError(
      'keys_elsewhere',
      `The keys come from ${source.name}: put a new one first there, and run this again without --new-key.`,
    )
  }
  if (newKey) await source.add?.()
  return (await source.load()) ?? ring
}

async function sealAnew(deps: RekeyDeps, { newKey, tell, left }: RekeyOptions): Promise<Reseal> {
  requireKept(deps.keys.ring, (await deps.keys.source.load()) ?? deps.keys.ring)
  const ring = await currentRing(deps, newKey)
  requireKept(deps.keys.ring, ring)
  deps.vault.useKeys(ring)
  deps.keys.ring = ring
  const reseal = await resealRecords(deps, tell, left)
  if (!left.aborted) await deps.resealSandbox()
  return reseal
}

function resultOf(
  { ring, source }: Keys,
  { resealed, unopened, keysInUse }: Reseal,
  left: AbortSignal,
): RekeyResult {
  const isWhole = unopened.length === 0 && !left.aborted
  const others = ring.slice(1).map(({ id }) => id)
  const unused = isWhole ? others.filter((id) => !keysInUse.has(id)) : []
  return { first: ring[0].id, resealed, unopened, unused, source: source.name }
}

/**
 * Seals every secret with the first key, while everything else goes on, and says so in the audit log, whose end is signed
 * with that key from then on.
 *
 * @throws VaultError, RekeyError, StoreError
 */
export async function rekey(deps: RekeyDeps, options: RekeyOptions): Promise<RekeyResult> {
  const { operator, left } = options
  const note = (happening: Happening) =>
    writeAudit(deps, { request: null, caller: null, operator }, happening)
  try {
    const reseal = await sealAnew(deps, options)
    await note(rekeyed(reseal, left))
    return resultOf(deps.keys, reseal, left)
  } catch (cause) {
    await note(notRekeyed(cause))
    throw cause
  }
}
