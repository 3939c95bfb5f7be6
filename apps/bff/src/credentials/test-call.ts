import { findApplication } from '@patchbay/applications/catalogue'
import { testCallOf } from '@patchbay/applications/rules/access'
import type { ApplicationDefinition, TestAnswer } from '@patchbay/applications/definition'
import type { TestResult } from '@patchbay/contracts/connection'
import { OutboundError } from '../outbound/outbound-error.ts'
import type { ConnectionRecord } from '../records/connection.ts'
import { modify } from '../records/modify.ts'
import { authenticatedFetch } from './authenticated-fetch.ts'
import { userinfoUrlOf } from './userinfo-url.ts'
import type { CredentialsDeps } from './credentials-deps.ts'
import { through } from './way-out.ts'
import { type Fresh, freshCredentials, readCredentials } from './fresh-credentials.ts'

const stepTimeoutMs = 10_000
/** Contracts of real instances have several MiB. */
const maxAnswerBytes = 32 * 1024 * 1024

export interface TestOptions {
  /** Right after an authorization the tokens are taken as they are: whatever the test says, the sign-in succeeded. */
  readonly refresh: boolean
}

interface Run {
  readonly deps: CredentialsDeps
  readonly refresh: boolean
  readonly definition: ApplicationDefinition
  fresh: Fresh
  readonly answers: TestAnswer[]
}

async function ask(run: Run, url: string, authenticated: boolean): Promise<TestAnswer> {
  const { deps, fresh } = run
  const headers = { accept: 'application/json' }
  const init = { headers, timeoutMs: stepTimeoutMs, maxBytes: maxAnswerBytes }
  const response = authenticated
    ? await authenticatedFetch(deps, fresh, { url, ...init })
    : await deps.outbound.fetch(url, init)
  const body: unknown = await response.json().catch(() => null)
  return { status: response.status, body }
}

/** A 401 may only mean that the token is over: refresh once and ask again. */
async function askAgainIfRefused(run: Run, url: string, authenticated: boolean): Promise<TestAnswer> {
  const answer = await ask(run, url, authenticated)
  const canRefresh = run.refresh && run.fresh.record.token?.refreshable === true
  if (answer.status !== 401 || !authenticated || !canRefresh) return answer
  const before = run.fresh
  run.fresh = await freshCredentials(run.deps, before.record.id, before.credentials)
  if (run.fresh.record.token?.obtainedAt === before.record.token?.obtainedAt) return answer
  return ask(run, url, authenticated)
}

const unasked =
  'Signed in. Nothing was asked of the server, since it says of no address that anybody may read. Set a Test URL.'

async function runSteps(run: Run): Promise<Omit<TestResult, 'durationMs'>> {
  const { settings, token } = run.fresh.record
  const scopes = token?.grantedScopes ?? []
  const userinfoUrl = await userinfoUrlOf(run.deps, run.fresh.record)
  const context = { settings, facts: token?.facts ?? {}, scopes, userinfoUrl, answers: run.answers }
  const steps = testCallOf(run.definition, settings).filter((step) => step.appliesTo?.(context) ?? true)
  for (const step of steps) {
    const answer = await askAgainIfRefused(run, step.url(context), step.authenticated)
    const detail = step.fault(answer, context)
    if (detail !== null) return { ok: false, status: answer.status, detail }
    run.answers.push(answer)
  }
  const last = run.answers.at(-1)
  if (last === undefined) return { ok: true, status: null, detail: unasked }
  return { ok: true, status: last.status, detail: `${run.definition.name} answered as it should.` }
}

/**
 * Runs the application's test call and keeps its result beside the connection. It never changes the status: a user may
 * be signed in and yet not be allowed to read.
 *
 * @throws HttpProblem `not_found`, `not_authorized_yet`, `agent_offline`
 */
export async function testCall(
  deps: CredentialsDeps,
  id: string,
  { refresh }: TestOptions = { refresh: true },
): Promise<TestResult> {
  const startedAt = performance.now()
  const fresh = refresh ? await freshCredentials(deps, id) : await readCredentials(deps, id)
  const definition = findApplication(fresh.record.application)
  const way = await through(deps, fresh.record)
  let outcome: Omit<TestResult, 'durationMs'>
  try {
    outcome =
      definition === undefined
        ? { ok: false, status: null, detail: 'The application is not in the catalogue.' }
        : await runSteps({ deps: way, refresh, definition, fresh, answers: [] })
  } catch (error) {
    if (!(error instanceof OutboundError)) throw error
    outcome = { ok: false, status: null, detail: `The application cannot be reached: ${error.message}` }
  }
  const result = { ...outcome, durationMs: Math.round(performance.now() - startedAt) }
  await keepResult(deps, fresh.record, result)
  return result
}

async function keepResult(
  deps: CredentialsDeps,
  { id }: ConnectionRecord,
  result: TestResult,
): Promise<void> {
  const at = new Date().toISOString()
  await modify(deps.records.connections, id, (current) => ({
    ...current,
    lastTest: { ...result, at },
    lastUsedAt: at,
  }))
}
