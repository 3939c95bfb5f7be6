import { findApplication } from '@patchbay/applications/catalogue'
import { missingSecretFault } from '@patchbay/applications/rules/client-secret'
import type { ImportItem, MovedIClient } from '@patchbay/contracts/configuration'
import type { IClientRecord } from '../../records/iclient.ts'
import { byName, nameKey, repeatedNames } from './by-name.ts'
import { changedMembers, conflict, orConflict, outcome, type Resolved } from './import-item.ts'
import type { Importing } from './import-rules.ts'
import { movedIClient } from './moved-records.ts'

/** By name, those that connections can refer to after this. */
export type ImportedIClients = Map<string, Resolved>

const label = 'Client secret'

function missingOf(given: MovedIClient): string[] {
  const isNeeded = missingSecretFault(findApplication(given.application)) !== null
  return given.hasSecret || isNeeded ? [label] : []
}

async function create({ rules, dryRun }: Importing, given: MovedIClient): Promise<Resolved> {
  const { hasSecret: _hasSecret, ...body } = given
  if (!dryRun) return rules.createIClient(body)
  rules.checkIClient(body)
  return { id: null }
}

async function update({ rules, dryRun }: Importing, record: IClientRecord, given: MovedIClient) {
  const { authorizationUrl, tokenUrl, accessTokenTtlMs, refreshTokenTtlMs } = given
  const changes = { authorizationUrl, tokenUrl, accessTokenTtlMs, refreshTokenTtlMs }
  if (dryRun) rules.checkIClient({ ...changes, application: given.application })
  else await rules.updateIClient(record.id, { version: record.version, ...changes })
}

async function importOne(
  importing: Importing,
  given: MovedIClient,
  { record, imported }: { readonly record: IClientRecord | undefined; readonly imported: ImportedIClients },
): Promise<ImportItem> {
  const subject = { kind: 'iclient', name: given.name, application: given.application } as const
  const key = nameKey(given.name)
  if (record === undefined) {
    imported.set(key, await create(importing, given))
    return outcome(subject, { outcome: 'create', missing: missingOf(given) })
  }
  if (record.application !== given.application)
    return conflict(subject, 'An iClient of this name belongs to another application. Rename one of them.')
  imported.set(key, record)
  if (record.clientId !== given.clientId)
    return conflict(subject, 'It has another client ID here, which is kept with its secret.')
  const { hasSecret: _ours, ...before } = movedIClient(record)
  const { hasSecret: _theirs, ...after } = given
  const changes = changedMembers(before, { ...after, name: before.name })
  if (changes.length === 0) return outcome(subject, { outcome: 'same' })
  await update(importing, record, given)
  return outcome(subject, { outcome: 'change', changes })
}

/** One after the other; what is refused of one leaves the others alone. */
export async function importIClients(
  importing: Importing,
): Promise<{ items: ImportItem[]; imported: ImportedIClients }> {
  const { document, stored } = importing
  const known = byName(stored.iClients)
  const repeated = repeatedNames(document.iClients)
  const imported: ImportedIClients = new Map(stored.iClients.map((each) => [nameKey(each.name), each]))
  const items: ImportItem[] = []
  for (const given of document.iClients) {
    const subject = { kind: 'iclient', ...given } as const
    const key = nameKey(given.name)
    items.push(
      repeated.has(key)
        ? conflict(subject, 'The file has several iClients of this name.')
        : await orConflict(subject, () => importOne(importing, given, { record: known.get(key), imported })),
    )
  }
  return { items, imported }
}
