import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { Visitor } from '@patchbay/sandbox/visitor'
import type { Caller, Outcome } from './calls.ts'
import type { Entry, Ledger } from './ledger.ts'
import { client, type StandIn } from './stand-in.ts'

export interface Surroundings {
  readonly caller: Caller
  readonly ledger: Ledger
  readonly standIn: StandIn
  /** Everything that must never be seen in the clear. */
  readonly secrets: string[]
  readonly number: number
  readonly random: () => number
}

const most = 12
let names = 0
function newName(kind: string): string {
  names += 1
  return `${kind} ${names}`
}

function newSecret({ secrets }: Surroundings): string {
  const secret = `secret-${randomBytes(18).toString('base64url')}`
  secrets.push(secret)
  return secret
}

const idOf = (outcome: Outcome) => (outcome?.status === 201 ? String(outcome.body['id']) : null)

async function create(at: Surroundings, collection: string, body: object): Promise<Entry | null> {
  const name = newName(collection)
  const outcome = await at.caller.write('POST', `/api/${collection}`, { name, ...body })
  const id = idOf(outcome)
  return id === null ? null : at.ledger.created(`/api/${collection}/${id}`, name)
}

/** An iClient with a secret of its own; and one that the stand-in knows, with a connection that uses it. */
function createIClient(at: Surroundings, clientSecret: string): Promise<Entry | null> {
  return create(at, 'iclients', { application: 'oauth2', clientId: client.id, clientSecret })
}

async function createConnection(at: Surroundings): Promise<Entry | null> {
  const iClient = await createIClient(at, client.secret)
  if (iClient === null) return null
  const settings = {
    authorizationUrl: `${at.standIn.issuer.origin}/auth`,
    tokenUrl: at.standIn.tokenUrl,
    clientAuthentication: 'client_secret_post',
  }
  const iClientId = iClient.path.split('/').at(-1)
  return create(at, 'connections', {
    application: 'oauth2',
    authType: 'oauth2',
    settings,
    scopes: ['openid', 'read'],
    iClientId,
  })
}

/** What is there must be found; null where nobody knows. */
async function read({ caller, ledger }: Surroundings, entry: Entry): Promise<Record<string, unknown> | null> {
  const outcome = await caller.call('GET', entry.path)
  if (outcome?.status === 404) {
    if (entry.fate === 'there') ledger.lost(`${entry.path} is not there any more`)
    entry.fate = 'gone'
  }
  if (outcome?.status !== 200) return null
  if (entry.fate === 'gone') ledger.lost(`${entry.path} is back after it was deleted`)
  const name = String(outcome.body['name'])
  if (!entry.names.has(name))
    ledger.lost(`${entry.path} is named ${name}, not ${[...entry.names].join(' or ')}`)
  return outcome.body
}

async function rename(at: Surroundings, entry: Entry): Promise<void> {
  const record = await read(at, entry)
  if (record === null) return
  const name = newName('renamed')
  const outcome = await at.caller.write('PATCH', entry.path, { version: record['version'], name })
  if (outcome === null) entry.names.add(name)
  else if (outcome.status === 200) entry.names = new Set([name])
}

async function remove({ caller }: Surroundings, entry: Entry): Promise<void> {
  const outcome = await caller.write('DELETE', entry.path)
  if (outcome === null) entry.fate = 'unknown'
  else if (outcome.status === 204 || outcome.status === 404) entry.fate = 'gone'
}

async function authorize(at: Surroundings, entry: Entry): Promise<void> {
  const started = await at.caller.write('POST', `${entry.path}/authorize`)
  const url = started?.status === 200 ? started.body['authorizationUrl'] : null
  if (typeof url !== 'string') return
  const page = await new Visitor(at.standIn.issuer.origin).get(url)
  const callback = new URL(page.headers.get('location') ?? page.url)
  const arrived = await at.caller.write('GET', callback.pathname + callback.search)
  if (arrived?.status === 200) entry.isAuthorized = true
}

/** What is due is refreshed by it. */
async function fetchToken({ caller }: Surroundings, entry: Entry): Promise<void> {
  await caller.call('GET', `${entry.path}/token`)
}

function pick<T>({ random }: Surroundings, from: readonly T[]): T | undefined {
  return from[Math.floor(random() * from.length)]
}

const makers: readonly ((at: Surroundings) => Promise<Entry | null>)[] = [
  (at) => createIClient(at, newSecret(at)),
  createConnection,
  createConnection,
  (at) => create(at, 'integrations', { description: 'Of the fault run' }),
]

async function createKey({ caller, secrets }: Surroundings): Promise<void> {
  const outcome = await caller.write('POST', '/api/api-keys', {
    name: newName('Key'),
    permissions: ['token'],
  })
  const key = outcome?.body['key']
  if (typeof key === 'string') secrets.push(key)
}

async function useConnection(at: Surroundings, connection: Entry): Promise<void> {
  const record = await read(at, connection)
  if (record === null) return
  if (record['status'] === 'draft' && connection.isAuthorized)
    at.ledger.lost(`${connection.path} was authorized, and is a draft again`)
  if (record['status'] === 'online') await fetchToken(at, connection)
  else await authorize(at, connection)
}

async function step(at: Surroundings, own: Entry[]): Promise<void> {
  const alive = own.filter(({ fate }) => fate === 'there')
  const entry = pick(at, alive)
  const connection = pick(
    at,
    alive.filter(({ path }) => path.includes('/connections/')),
  )
  const chance = at.random()
  if (entry === undefined || (chance < 0.2 && alive.length < most)) {
    const made = await pick(at, makers)?.(at)
    if (made) own.push(made)
  } else if (chance < 0.25) await createKey(at)
  else if (chance < 0.45) await rename(at, entry)
  else if (chance < 0.55) await remove(at, entry)
  else if (connection !== undefined) await useConnection(at, connection)
}

/** One client, which creates, edits, authorizes, refreshes and deletes records of its own until it is over. */
export async function live(at: Surroundings, over: AbortSignal): Promise<void> {
  const own: Entry[] = []
  while (!over.aborted) {
    await step(at, own)
    await sleep(20 + at.random() * 100)
  }
}

/** All that was acknowledged, once more, when nothing goes wrong any longer. */
export async function checkAll(at: Surroundings): Promise<void> {
  for (const entry of at.ledger.entries) {
    const record = await read(at, entry)
    if (record === null && entry.fate === 'there') at.ledger.lost(`${entry.path} cannot be read`)
    if (record?.['status'] === 'draft' && entry.isAuthorized)
      at.ledger.lost(`${entry.path} was authorized, and is a draft again`)
  }
}
