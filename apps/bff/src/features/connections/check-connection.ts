import { findApplication } from '@patchbay/applications/catalogue'
import type { ApplicationDefinition, Settings } from '@patchbay/applications/definition'
import { scopesFault } from '@patchbay/applications/rules/scopes'
import { authTypeFault } from '@patchbay/applications/rules/auth-types'
import { isSecret, settingsSchema, withDerivedSettings } from '@patchbay/applications/rules/settings-schema'
import type { Deps } from '../../deps.ts'
import { HttpProblem, invalidValue } from '../../http/http-problem.ts'
import { invalidInput, translateError } from '../../http/translate-error.ts'
import type { ConnectionRecord } from '../../records/connection.ts'
import { checkAgent } from './check-agent.ts'
import { checkAddress } from './address-check.ts'
import { checkLender } from './borrowing.ts'
import { checkIClient } from './check-iclient.ts'
import { checkSecrets, type SecretsInput } from './check-secrets.ts'

/** The members of a connection that an admin writes. */
export interface WritableConnection {
  readonly id: string | null
  readonly application: string
  readonly authType: ConnectionRecord['authType']
  readonly settings: Readonly<Record<string, unknown>>
  readonly scopes: readonly string[]
  readonly iClientId: string | null
  readonly advanced: ConnectionRecord['advanced']
  readonly secrets: SecretsInput
}

export interface CheckedConnection {
  readonly settings: Settings
  readonly scopes: readonly string[]
}

export function applicationOf(id: string): ApplicationDefinition {
  const definition = findApplication(id)
  if (definition === undefined) throw invalidValue('application', `There is no application “${id}”.`)
  return definition
}

/** Of all secrets that connections of an application may have. */
export function secretNames({ application }: Pick<WritableConnection, 'application'>): string[] {
  return applicationOf(application)
    .fields.filter(isSecret)
    .map(({ name }) => name)
}

function checkAuthType(definition: ApplicationDefinition, { authType, settings }: WritableConnection): void {
  const fault = authTypeFault(definition, { authType, settings: withDerivedSettings(definition, settings) })
  if (fault !== null) throw invalidValue('authType', fault)
}

function checkSettings(
  deps: Pick<Deps, 'allow'>,
  definition: ApplicationDefinition,
  given: WritableConnection,
): Settings {
  const settings = settingsSchema(definition, given.authType).safeParse(given.settings)
  if (!settings.success) throw invalidInput(settings.error, ['settings'])
  checkAddress(deps, definition, settings.data)
  return settings.data
}

/** Runs all checks, so that every fault is named at once. */
async function collectFaults(checks: (() => unknown)[]): Promise<void> {
  const problems: HttpProblem[] = []
  for (const check of checks) {
    try {
      await check()
    } catch (error) {
      problems.push(translateError(error))
    }
  }
  const [first] = problems
  if (first === undefined) return
  if (problems.length === 1) throw first
  const worst = problems.find((each) => each.code !== 'invalid_value') ?? first
  throw new HttpProblem(worst.code, `${problems.length} values need a change.`, {
    errors: problems.flatMap((each) => [...each.errors]),
  })
}

/**
 * Checks a connection against its application, the address rules and what it refers to.
 *
 * @throws HttpProblem `invalid_value`, `unknown_member`
 */
export async function checkConnection(
  deps: Pick<Deps, 'allow' | 'records'>,
  given: WritableConnection,
): Promise<CheckedConnection> {
  const definition = applicationOf(given.application)
  const scopes = [...new Set(given.scopes)]
  let settings: Settings | null = null
  await collectFaults([
    () => checkAuthType(definition, given),
    () => {
      settings = checkSettings(deps, definition, given)
    },
    () => {
      const fault = scopesFault(
        definition,
        { ...given, settings: withDerivedSettings(definition, given.settings) },
        scopes,
      )
      if (fault !== null) throw invalidValue('scopes', fault)
    },
    () => checkIClient(deps, definition, { ...given, settings }),
    () => checkAgent(deps, definition, { ...given, settings }),
    () =>
      checkSecrets(
        definition,
        { ...given, settings: withDerivedSettings(definition, given.settings) },
        given.secrets,
      ),
    () => checkLender(deps, given, given.advanced.borrowConcurrencyFrom),
  ])
  return { settings: settings ?? {}, scopes }
}
