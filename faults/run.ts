import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { Caller } from './calls.ts'
import { Disk } from './disk.ts'
import { KilledPatchbay } from './killed-patchbay.ts'
import { brokenIn, leaksIn } from './leaks.ts'
import { Ledger } from './ledger.ts'
import { checkAll, live, type Surroundings } from './life.ts'
import { mulberry32 } from './random.ts'
import { client, modes, type StandIn, startStandIn } from './stand-in.ts'

const { values: flags } = parseArgs({
  options: {
    seconds: { type: 'string', default: '600' },
    clients: { type: 'string', default: '20' },
    seed: { type: 'string', default: String(randomBytes(4).readUInt32BE()) },
  },
})
const seconds = Number(flags.seconds)
const random = mulberry32(Number(flags.seed))
console.log(`Faults for ${seconds} s, ${flags.clients} clients, seed ${flags.seed}.`)

const key = randomBytes(32).toString('base64')
const password = `password-${randomBytes(12).toString('base64url')}`
const disk = await Disk.create()
process.once('exit', () => disk.remove())
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => process.exit(1))
if (!disk.canFill) console.log('No disk can be mounted here, so none is filled.')
const patchbay = await KilledPatchbay.create({
  PATCHBAY_DATA_DIR: disk.data,
  PATCHBAY_ADMIN_PASSWORD: password,
  PATCHBAY_ENCRYPTION_KEYS: `k1:${key}`,
  PATCHBAY_ALLOW_HOSTS: '127.0.0.1',
  PATCHBAY_LOG_LEVEL: 'debug',
})
const standIn = await startStandIn(`${patchbay.origin}/connection/oauth2callback`, () => patchbay.kills)
const ledger = new Ledger()
const secrets = [key, password, client.secret]
const over = new AbortController()
const { signal } = over

/** Rests between faults, and ends early when it is all over. */
const rest = (from: number, to: number) =>
  sleep((from + random() * (to - from)) * 1_000, undefined, { signal }).catch(() => undefined)

async function killing(): Promise<void> {
  while (!signal.aborted) {
    await rest(2, 6)
    if (!signal.aborted) await patchbay.kill()
  }
}

async function filling(): Promise<void> {
  while (!signal.aborted && disk.canFill) {
    await rest(6, 14)
    if (!signal.aborted) await disk.fill()
    await rest(1, 3)
    await disk.free()
  }
}

async function troubling(application: StandIn): Promise<void> {
  while (!signal.aborted) {
    await rest(1, 4)
    application.mode = modes[Math.floor(random() * modes.length)] ?? null
    await rest(1, 3)
    application.mode = null
  }
}

async function surroundings(number: number): Promise<Surroundings> {
  const caller = new Caller(patchbay, ledger)
  await caller.signIn(password)
  secrets.push(caller.cookie.split('=')[1] ?? '')
  return { caller, ledger, standIn, secrets, number, random }
}

await patchbay.start()
const clients = await Promise.all(
  Array.from({ length: Number(flags.clients) }, (_, number) => surroundings(number)),
)
const all = Promise.all([
  killing(),
  filling(),
  troubling(standIn),
  ...clients.map((each) => live(each, signal)),
])
await Promise.race([sleep(seconds * 1_000), all])
over.abort()
await all

const [first] = clients
if (first !== undefined) await checkAll(first)
await patchbay.stop()
const { lines } = patchbay
const leaks = await leaksIn({ dir: disk.data, lines }, [...secrets, ...standIn.tokens])
const broken = await brokenIn(disk.data)
await standIn.stop()

const { fails, hangs, resets } = standIn.met
console.log(
  [
    `kills: ${patchbay.kills} (and ${patchbay.refusedStarts} starts that were refused, and repeated)`,
    `disk full: ${disk.fills} times`,
    `the application failed ${fails}, hung ${hangs} and reset ${resets} times; ${standIn.refreshes} refreshes went through`,
    `writes acknowledged: ${ledger.acknowledged}, refused: ${ledger.refused}, unanswered: ${ledger.unanswered}`,
    `lost: ${ledger.losses.length}`,
    `refresh tokens used twice: ${standIn.usedTwice.length} (tried once more after a kill that came before the answer was written: ${standIn.triedAfterKill})`,
    `files broken: ${broken.length}`,
    `places with a secret in the clear: ${leaks.length} (${secrets.length + standIn.tokens.length} secrets looked for)`,
  ].join('\n'),
)
for (const each of [...ledger.losses, ...broken, ...leaks]) console.error(`  ${each}`)
process.exit(ledger.losses.length + standIn.usedTwice.length + broken.length + leaks.length === 0 ? 0 : 1)
