import type { ApplicationDefinition, Facts, Settings } from '@patchbay/applications/definition'
import { baseUrlOf } from '@patchbay/applications/rules/access'

interface Example {
  readonly settings: Settings
  readonly facts: Facts
  readonly scopes: readonly string[]
}

/** Something to read through a connection, below its base URL: what its own test call reads last. */
export function examplePath(definition: ApplicationDefinition | undefined, example: Example): string {
  if (definition === undefined) return '/'
  const { settings, facts } = example
  const context = { ...example, userinfoUrl: null, answers: [] }
  const step = definition.testCall.findLast(
    (each) => each.authenticated && (each.appliesTo?.(context) ?? true),
  )
  const base = baseUrlOf(definition, settings, facts).replace(/\/$/, '')
  const url = settings['testUrl'] ?? step?.url(context) ?? ''
  return base !== '' && url.startsWith(`${base}/`) ? url.slice(base.length) : '/'
}
