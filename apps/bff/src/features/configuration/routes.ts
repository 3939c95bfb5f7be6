import * as endpoints from '@patchbay/contracts/configuration'
import type { ImportItem } from '@patchbay/contracts/configuration'
import type { Deps } from '../../deps.ts'
import type { Happening } from '../../http/audit.ts'
import type { Bind } from '../../http/bind.ts'
import type { ConnectionRecord } from '../../records/connection.ts'
import { byName, nameKey } from './by-name.ts'
import { importConnections } from './import-connections.ts'
import { importIClients } from './import-iclients.ts'
import type { ImportRules } from './import-rules.ts'
import { exportedConfiguration, readStored } from './moved-records.ts'

export interface ConfigurationParts {
  readonly isSandbox: (record: ConnectionRecord) => boolean
  readonly rulesFor: (userId: string) => ImportRules
}

interface Named {
  readonly id: string
  readonly name: string
}

const collections = { iclient: 'iclients', connection: 'connections' } as const
const written = { create: 'created', change: 'updated' } as const

/** A line for each record that was written, under the action that a hand would have had. */
function happenings(
  items: readonly ImportItem[],
  recordOf: (item: ImportItem) => Named | undefined,
): Happening[] {
  const records = items.flatMap((item) => {
    const { kind, outcome } = item
    const record = recordOf(item)
    if (record === undefined || (outcome !== 'create' && outcome !== 'change')) return []
    const target = { collection: collections[kind], id: record.id, name: record.name }
    return [{ action: `${kind}.${written[outcome]}`, code: null, target }]
  })
  return [{ action: 'configuration.imported', code: null, target: null }, ...records]
}

/** Records as they are after an import, by what the file calls them. */
async function recordsOf(deps: Pick<Deps, 'records'>): Promise<(item: ImportItem) => Named | undefined> {
  const { iClients, connections } = await readStored(deps)
  const known = { iclient: byName<Named>(iClients), connection: byName<Named>(connections) }
  return ({ kind, name }) => known[kind].get(nameKey(name))
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
      const importing = { rules, document, dryRun, stored: await readStored(deps) }
      const iClients = await importIClients(importing)
      const items = [...iClients.items, ...(await importConnections(importing, iClients.imported))]
      if (!dryRun) for (const each of happenings(items, await recordsOf(deps))) note(each)
      return { dryRun, items }
    }),
  )
}
