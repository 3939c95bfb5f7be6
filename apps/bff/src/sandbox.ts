import { join } from 'node:path'
import { findApplication } from '@patchbay/applications/catalogue'
import type { Settings } from '@patchbay/applications/definition'
import type { Deps, SandboxInfo } from './deps.ts'
import { newId } from './new-id.ts'
import { clientSecretContext, type IClientRecord } from './records/iclient.ts'
import { modify } from './records/modify.ts'
import type { SealContext, Sealed } from './vault/sealed.ts'

type SandboxDeps = Pick<Deps, 'records' | 'vault' | 'publicUrls' | 'log'>

interface RegisteredClient {
  readonly name: string
  readonly clientId: string
  readonly clientSecret: string
}

export interface RunningSandbox {
  readonly info: SandboxInfo
  /** Seals everything anew. */
  reseal(): Promise<void>
  close(): Promise<void>
}

async function freeName({ records }: SandboxDeps, wanted: string): Promise<string> {
  const { items } = await records.iClients.list({
    search: wanted,
    sort: { by: 'name', direction: 'asc' },
    limit: 200,
  })
  const taken = new Set(items.map((each) => each.name.toLowerCase()))
  if (!taken.has(wanted.toLowerCase())) return wanted
  let number = 2
  while (taken.has(`${wanted} ${number}`.toLowerCase())) number += 1
  return `${wanted} ${number}`
}

function isSame({ vault }: SandboxDeps, record: IClientRecord, client: RegisteredClient): boolean {
  if (record.clientSecret === null) return false
  const secret = vault.open(record.clientSecret, clientSecretContext(record.id))
  return record.clientId === client.clientId && secret === client.clientSecret
}

/** The iClient of a stand-in: made at the first start, corrected where the stand-in was made anew. */
async function keepIClient(
  deps: SandboxDeps,
  application: string,
  client: RegisteredClient,
): Promise<string> {
  const { records, vault } = deps
  const known = await records.iClients.list({
    where: { sandboxOf: application },
    sort: { by: 'createdAt', direction: 'asc' },
    limit: 1,
  })
  const now = new Date().toISOString()
  const [found] = known.items
  if (found !== undefined) {
    if (isSame(deps, found, client)) return found.id
    const clientSecret = vault.seal(client.clientSecret, clientSecretContext(found.id))
    const changes = { clientId: client.clientId, clientSecret, clientSecretUpdatedAt: now, updatedAt: now }
    await modify(records.iClients, found.id, (record) => ({ ...record, ...changes }))
    return found.id
  }
  const id = newId('icl')
  await records.iClients.insert({
    id,
    name: await freeName(deps, client.name),
    application,
    clientId: client.clientId,
    clientSecret: vault.seal(client.clientSecret, clientSecretContext(id)),
    clientSecretUpdatedAt: now,
    sandboxOf: application,
    createdAt: now,
    createdBy: 'sandbox',
    updatedAt: now,
  })
  return id
}

/** The sandbox names its places with slashes, which the vault keeps for itself. */
function place(name: string): SealContext {
  return { collection: 'sandbox', id: 'sandbox', field: name.replaceAll('/', ':') }
}

function sealingOf({ vault }: Pick<Deps, 'vault'>) {
  return {
    seal: (plaintext: string, context: string) => vault.seal(plaintext, place(context)).sealed,
    open: (sealed: string, context: string) =>
      vault.open({ sealed: sealed as Sealed['sealed'] }, place(context)),
  }
}

/** Seals anew what a sandbox left that does not run. */
export async function resealStopped(deps: Pick<Deps, 'vault'>, dataDir: string): Promise<void> {
  const { resealSandbox } = await import('@patchbay/sandbox/reseal')
  await resealSandbox({ dir: join(dataDir, 'sandbox'), ...sealingOf(deps) })
}

async function offer(
  deps: SandboxDeps,
  { application, settings, client }: { application: string; settings: Settings; client: RegisteredClient },
) {
  return { application, settings, iClientId: await keepIClient(deps, application, client) }
}

/** Starts the stand-in applications, and sees to it that Patchbay has an iClient for each. */
export async function runSandbox(
  deps: SandboxDeps,
  { port }: { port: number },
  dataDir: string,
): Promise<RunningSandbox> {
  // Loaded only here: a deployment without the sandbox does not pay for it.
  const { startSandbox } = await import('@patchbay/sandbox/sandbox')
  const sandbox = await startSandbox({
    port,
    dir: join(dataDir, 'sandbox'),
    callbackUrls: deps.publicUrls.all.map((each) => each.callbackUrl),
    ...sealingOf(deps),
    onError: (error) => deps.log.error({ err: error }, 'the sandbox failed to answer'),
  })
  const applications = await Promise.all(
    sandbox.applications.flatMap(({ application, address, client }) => {
      const settings = findApplication(application)?.sandboxSettings(address)
      return settings === undefined ? [] : [offer(deps, { application, settings, client })]
    }),
  )
  return {
    info: { origin: sandbox.origin, applications },
    reseal: () => sandbox.reseal(),
    close: () => sandbox.close(),
  }
}
