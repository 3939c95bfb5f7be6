import type { ConnectionUses } from '@patchbay/contracts/connection-uses'
import type { StepPlace } from '@patchbay/contracts/integrations'

/** Where in its flow a step is. */
export function placeText({ position, kind }: StepPlace): string {
  return `step ${position}, ${kind}`
}

function counted(count: number, one: string, several = `${one}s`): string {
  return `${count} ${count === 1 ? one : several}`
}

function listed(parts: readonly string[]): string {
  return parts.join(', ').replace(/, ([^,]*)$/, ' and $1')
}

function inIntegrations({ integrations, steps }: ConnectionUses): string[] {
  if (integrations.length === 0) return []
  const where = counted(integrations.length, 'integration')
  return [steps.length === 0 ? where : `${where} (${counted(steps.length, 'step')})`]
}

function borrowing(count: number): string[] {
  if (count === 0) return []
  return [counted(count, 'connection that borrows from it', 'connections that borrow from it')]
}

/** How many of each kind use a connection, as in "2 integrations (3 steps) and 1 API key". */
export function usesText(uses: ConnectionUses): string {
  const keys = uses.apiKeys.length
  const parts = [
    ...inIntegrations(uses),
    ...(keys === 0 ? [] : [counted(keys, 'API key')]),
    ...borrowing(uses.borrowers.length),
  ]
  const unnamed = unnamedUses(uses)
  return listed(unnamed === 0 ? parts : [...parts, `${unnamed} more`])
}

/** The server names only so many of each kind. */
export function unnamedUses({ total, integrations, steps, apiKeys, borrowers }: ConnectionUses): number {
  return Math.max(0, total - integrations.length - steps.length - apiKeys.length - borrowers.length)
}

/** What happens when `instead` takes the place of a connection, before that is deleted. */
export function replacementText(uses: ConnectionUses, name: string, instead: string): string {
  const keys = uses.apiKeys.length
  const access =
    keys === 0 ? '' : ` ${keys === 1 ? 'The key may' : 'The keys may'} use ${instead} from then on.`
  return `${instead} takes its place in ${usesText(uses)}.${access} Then ${name} is deleted for good.`
}

/** Integrations in which no step uses it: those with steps are named with them. */
export function registeredOnly({ integrations, steps }: ConnectionUses): ConnectionUses['integrations'] {
  const withSteps = new Set(steps.map(({ integrationId }) => integrationId))
  return integrations.filter(({ id }) => !withSteps.has(id))
}
