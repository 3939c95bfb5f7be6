import * as endpoints from '@patchbay/contracts/configuration'
import type { ImportItem } from '@patchbay/contracts/configuration'
import type { Deps } from '../../deps.ts'
import type { Happening } from '../../http/audit.ts'
import type { Bind } from '../../http/bind.ts'
import type { ConnectionRecord } from '../../records/connection.ts'
import { importConnections } from './import-connections.ts'
import { importIClients } from './import-iclients.ts'
import type { ImportRules } from './import-rules.ts'
import { exportedConfiguration, readStored } from './moved-records.ts'

export interface ConfigurationParts {
  readonly isSandbox: (record: ConnectionRecord) => boolean
  readonly rulesFor: (userId: string) => ImportRules
}

const collections = { iclient: 'iclients', connection: 'connections' } as const
const written = { create: 'created', change: 'updated' } as const

/** A line for each record that was written, under the action that a hand would have had. */
function happenings(
  items: readonly ImportItem[],
  idOf: (item: ImportItem) => string | undefined,
): Happening[] {
  const records = items.flatMap((item) => {
    const { kind, name, outcome } = item
    const id = idOf(item)
    if (id === undefined || (outcome !== 'create' && outcome !== 'change')) return []
    const target = { collection: collections[kind], id, name }
    return [{ action: `${kind}.${written[outcome]}`, code: null, target }]
  })
  return [{ action: 'configuration.imported', code: null, target: null }, ...records]
}

/** Ids by kind and name, as they are after an import. */
async function idsOf(deps: Pick<Deps, 'records'>): Promise<(item: ImportItem) => string | undefined> {
  const { iClients, connections } = await readStored(deps)
  const ids = new Map([
    ...iClients.map(({ id, name }) => [`iclient ${name}`, id] as const),
    ...connections.map(({ id, name }) => [`connection ${name}`, id] as const),
  ])
  return ({ kind, name }) => ids.get(`${kind} ${name}`)
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
      if (!dryRun) for (const each of happenings(items, await idsOf(deps))) note(each)
      return { dryRun, items }
    }),
  )
}
