import * as endpoints from '@patchbay/contracts/configuration'
import type { ImportItem } from '@patchbay/contracts/configuration'
import type { Deps } from '../../deps.ts'
import type { Happening } from '../../http/audit.ts'
import type { Bind } from '../../http/bind.ts'
import { changesOf } from '../../http/changes-of.ts'
import type { ConnectionRecord } from '../../records/connection.ts'
import { byName, nameKey } from './by-name.ts'
import { importConnections } from './import-connections.ts'
import { importIClients } from './import-iclients.ts'
import type { ImportRules } from './import-rules.ts'
import {
  exportedConfiguration,
  movedConnection,
  movedIClient,
  namesIn,
  readStored,
  type Stored,
} from './moved-records.ts'

export interface ConfigurationParts {
  readonly isSandbox: (record: ConnectionRecord) => boolean
  readonly rulesFor: (userId: string) => ImportRules
}

/** A record, and what of it an export would hold. */
interface Found {
  readonly id: string
  readonly name: string
  readonly moved: object
}

const collections = { iclient: 'iclients', connection: 'connections' } as const
const written = { create: 'created', change: 'updated' } as const

/** Records by what the file calls them. */
function finderIn(stored: Stored): (item: ImportItem) => Found | undefined {
  const names = namesIn(stored)
  const known = {
    iclient: byName(stored.iClients.map((each) => ({ ...each, moved: movedIClient(each) }))),
    connection: byName(stored.connections.map((each) => ({ ...each, moved: movedConnection(each, names) }))),
  }
  return ({ kind, name }) => known[kind].get(nameKey(name))
}

/** A line for each record that was written, under the action that a hand would have had. */
function happenings(items: readonly ImportItem[], then: Stored, now: Stored): Happening[] {
  const [before, after] = [finderIn(then), finderIn(now)]
  const records = items.flatMap((item) => {
    const { kind, outcome } = item
    const [old, record] = [before(item), after(item)]
    if (record === undefined || (outcome !== 'create' && outcome !== 'change')) return []
    const target = { collection: collections[kind], id: record.id, name: record.name }
    const changes = old === undefined ? null : changesOf(old.moved, record.moved, { body: undefined })
    return [{ action: `${kind}.${written[outcome]}`, code: null, target, changes }]
  })
  return [{ action: 'configuration.imported', code: null, target: null }, ...records]
}

export function configurationRoutes(
  bind: Bind,
  deps: Pick<Deps, 'records' | 'store'>,
  { isSandbox, rulesFor }: ConfigurationParts,
): void {
  bind(endpoints.exportConfiguration, () => exportedConfiguration(deps, isSandbox))

  bind(endpoints.importConfiguration, ({ body, caller, note }) =>
    // Two at once would each take the other's records for conflicts.
    deps.store.withLock('configuration:import', async () => {
      const { document, dryRun } = body
      const rules = rulesFor(caller.userId)
      const stored = await readStored(deps)
      const importing = { rules, document, dryRun, stored }
      const iClients = await importIClients(importing)
      const items = [...iClients.items, ...(await importConnections(importing, iClients.imported))]
      if (!dryRun) for (const each of happenings(items, stored, await readStored(deps))) note(each)
      return { dryRun, items }
    }),
  )
}
