import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { callsOf, type Operation, type RandomCall } from '../testing/properties/calls.ts'
import { changesBetween, folderState } from '../testing/properties/folder-state.ts'
import { type RandomAnswer, startSubject, type Subject } from '../testing/properties/subject.ts'

/** Calls an endpoint; `npm run properties` asks for 10,000. */
const calls = Number(process.env['PATCHBAY_PROPERTY_CALLS'] ?? 40)
const seed = Number(process.env['PATCHBAY_PROPERTY_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
const only = process.env['PATCHBAY_PROPERTY_ONLY'] ?? ''
/** This run's part of the endpoints, where several share them: `2/3` has the second of each three. */
const [part = 1, parts = 1] = (process.env['PATCHBAY_PROPERTY_SHARE'] ?? '1/1').split('/').map(Number)
const batch = 10

/** Then each endpoint has a Patchbay of its own, that the others have not filled. */
const isLong = calls >= 1_000

let subject: Subject
beforeAll(async () => {
  subject = await startSubject()
})
async function anew(): Promise<void> {
  await subject.stop()
  subject = await startSubject()
}
afterAll(() => subject.stop())

/** Whoever waits for an application may be told that it failed, where the description says so; never that we did. */
function expectAnswer(
  { statuses }: Operation,
  call: RandomCall,
  { status, contentType, text }: RandomAnswer,
) {
  const what = `${JSON.stringify(call).slice(0, 2_000)} -> ${status} ${text.slice(0, 500)}`
  expect(status, what).not.toBe(500)
  if (status >= 500) expect(statuses, what).toContain(status)
  if (status >= 400) expect(contentType, what).toMatch(/^application\/problem\+json/)
}

const endsSession =
  ({ method, path }: Operation) =>
  ({ status, text }: RandomAnswer) =>
    text.includes('not_signed_in') || (status === 204 && method === 'DELETE' && path === '/api/session')

async function askAll(operation: Operation, random: readonly RandomCall[]): Promise<void> {
  const before = await folderState(subject.patchbay.dir)
  const answers = await Promise.all(random.map((call) => subject.ask(operation, call)))
  const after = await folderState(subject.patchbay.dir)
  for (const [at, answer] of answers.entries()) expectAnswer(operation, random[at] as RandomCall, answer)
  // Random passwords may have made signing in wait.
  if (answers.some(endsSession(operation)) && !(await subject.signInAgain())) return anew()
  if (operation.method !== 'GET' && answers.some(({ status }) => status < 400)) return
  const changed = changesBetween(before, after)
  expect(changed, `${changed.join(', ')} after ${JSON.stringify(random).slice(0, 3_000)}`).toEqual([])
}

function explain(error: unknown): string {
  const { message, cause } = error as Error
  return `${message}\n${cause instanceof Error ? cause.message : ''}`
}

/** Each has a seed that is told, and shrinks to the fewest calls. */
async function hold(operation: Operation): Promise<void> {
  const isPlain = operation.body === null && operation.parameters.length === 0
  const numRuns = Math.ceil(calls / (isPlain ? batch * 2 : batch / 2))
  const some = fc.array(callsOf(operation, subject.vocabulary), { minLength: 1, maxLength: batch })
  const property = fc.asyncProperty(some, (random) => askAll(operation, random))
  await fc.assert(property, { seed, numRuns, endOnFailure: !isLong })
}

it(
  `no endpoint answers random calls with a fault, lets them hang, or changes anything by one that it refuses (seed ${seed})`,
  { timeout: Math.max(120_000, calls * 10_000) },
  async () => {
    const asked = subject.operations
      .filter(({ method, path }) => `${method} ${path}`.includes(only))
      .filter((_, at) => at % parts === part - 1)
    expect(asked.length).toBeGreaterThan(0)
    for (const operation of asked) {
      if (isLong) await anew()
      await hold(operation).catch((error: unknown) => {
        expect.fail(`${operation.method} ${operation.path}: ${explain(error)}`)
      })
    }
  },
)
