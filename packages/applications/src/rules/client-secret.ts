import type { ApplicationDefinition } from '../definition.ts'

/** What is wrong where an iClient has no secret; null: it needs none. */
export function missingSecretFault(definition: ApplicationDefinition | undefined): string | null {
  return definition?.iClient.secretOptional ? null : 'Write the client secret.'
}
