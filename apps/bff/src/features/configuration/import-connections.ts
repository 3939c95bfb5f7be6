import { findApplication } from '@patchbay/applications/catalogue'
import { secretFaults } from '@patchbay/applications/rules/secrets'
import { visibleFields, withDerivedSettings } from '@patchbay/applications/rules/settings-schema'
import type { ImportItem, MovedConnection } from '@patchbay/contracts/configuration'
import type { ConnectionRecord } from '../../records/connection.ts'
import { byName, nameKey, repeatedNames } from './by-name.ts'
import type { ImportedIClients } from './import-iclients.ts'
import { changedMembers, conflict, orConflict, outcome, type Resolved } from './import-item.ts'
import type { Importing } from './import-rules.ts'
import { movedConnection, type Names, namesIn } from './moved-records.ts'

/** What names in the file stand for here. */
interface Known {
  readonly names: Names
  readonly records: ReadonlyMap<string, ConnectionRecord>
  readonly iClients: ImportedIClients
  readonly agents: ReadonlyMap<string, Resolved>
  readonly connections: Map<string, Resolved>
}

interface References {
  readonly iClientId: string | null
  readonly agentId: string | null
  readonly lenderId: string | null
}

const found = (from: ReadonlyMap<string, Resolved>, name: string | null): Resolved | undefined =>
  name === null ? { id: null } : from.get(nameKey(name))

/** Its references, or which of them there is not here. */
function resolve(given: MovedConnection, known: Known): References | string {
  const iClient = found(known.iClients, given.iClient)
  const agent = found(known.agents, given.agent)
  const lender = found(known.connections, given.borrowConcurrencyFrom)
  if (iClient === undefined) return `There is no iClient “${given.iClient}” here.`
  if (agent === undefined) return `There is no agent “${given.agent}” here. Create it first.`
  if (lender === undefined)
    return `There is no connection “${given.borrowConcurrencyFrom}” here to borrow from.`
  return { iClientId: iClient.id, agentId: agent.id, lenderId: lender.id }
}

function membersOf(given: MovedConnection, { iClientId, agentId, lenderId }: References) {
  return {
    application: given.application,
    authType: given.authType,
    settings: { ...given.settings, ...(agentId === null ? {} : { agentId }) },
    scopes: given.scopes,
    iClientId,
    advanced: { concurrencyLevel: given.concurrencyLevel, borrowConcurrencyFrom: lenderId },
  }
}

/** Labels of the secrets that its sign-in needs and that are not here. */
function missingOf(given: MovedConnection, record: ConnectionRecord | undefined): string[] {
  const definition = findApplication(given.application)
  if (definition === undefined) return []
  const settings = withDerivedSettings(definition, given.settings)
  const connection = { authType: given.authType, settings }
  const stored = Object.keys(record?.secrets ?? {})
  const faults = new Set(secretFaults(definition, connection, { given: {}, stored }).map(({ path }) => path))
  const fields = visibleFields(definition, connection).filter(({ name }) => faults.has(`secrets.${name}`))
  return fields.map(({ label }) => label)
}

async function create({ rules, dryRun }: Importing, given: MovedConnection, references: References) {
  const members = membersOf(given, references)
  if (!dryRun) return rules.createConnection({ name: given.name, ...members, secrets: {}, applyTo: null })
  await rules.checkConnection({ ...members, record: null })
  return { id: null }
}

async function update(
  { rules, dryRun }: Importing,
  record: ConnectionRecord,
  members: ReturnType<typeof membersOf>,
): Promise<void> {
  // Settings that are left out would stay.
  const gone = Object.fromEntries(Object.keys(record.settings).map((name) => [name, null]))
  const settings = { ...gone, ...members.settings }
  if (dryRun) await rules.checkConnection({ ...members, settings, record })
  else await rules.updateConnection(record.id, { ...members, settings, version: record.version })
}

async function importOne(importing: Importing, given: MovedConnection, known: Known): Promise<ImportItem> {
  const subject = { kind: 'connection', name: given.name, application: given.application } as const
  const record = known.records.get(nameKey(given.name))
  if (record !== undefined && record.application !== given.application)
    return conflict(subject, 'A connection of this name belongs to another application. Rename one of them.')
  const references = resolve(given, known)
  if (typeof references === 'string') return conflict(subject, references)
  const missing = missingOf(given, record)
  if (record === undefined) {
    known.connections.set(nameKey(given.name), await create(importing, given, references))
    return outcome(subject, { outcome: 'create', missing })
  }
  const before = movedConnection(record, known.names)
  const changes = changedMembers(before, { ...given, name: before.name })
  if (changes.length === 0) return outcome(subject, { outcome: 'same' })
  await update(importing, record, membersOf(given, references))
  return outcome(subject, { outcome: 'change', changes, missing })
}

/** One after the other, lenders before those who borrow from them. */
export async function importConnections(
  importing: Importing,
  iClients: ImportedIClients,
): Promise<ImportItem[]> {
  const { document, stored } = importing
  const known: Known = {
    names: namesIn(stored),
    records: byName(stored.connections),
    iClients,
    agents: byName(stored.agents),
    connections: byName(stored.connections),
  }
  const repeated = repeatedNames(document.connections)
  const lendersFirst = document.connections.toSorted(
    (a, b) => Number(a.borrowConcurrencyFrom !== null) - Number(b.borrowConcurrencyFrom !== null),
  )
  const items: ImportItem[] = []
  for (const given of lendersFirst) {
    const subject = { kind: 'connection', ...given } as const
    items.push(
      repeated.has(nameKey(given.name))
        ? conflict(subject, 'The file has several connections of this name.')
        : await orConflict(subject, () => importOne(importing, given, known)),
    )
  }
  return items
}
