import type { ApplicationDefinition, OfferedAuthType } from '../definition.ts'
import { isVisible } from './conditions.ts'

type Settings = Readonly<Record<string, unknown>>

export function offeredAuthTypes(definition: ApplicationDefinition, settings: Settings): OfferedAuthType[] {
  return definition.authTypes.filter((each) => isVisible(each, settings))
}

/** What is wrong with an authentication type; null: it is offered, or a setting that decides it is at fault itself. */
export function authTypeFault(
  definition: ApplicationDefinition,
  { authType, settings }: { readonly authType: string; readonly settings: Settings },
): string | null {
  const offered = offeredAuthTypes(definition, settings).map(({ value }) => value)
  if (offered.length === 0 || offered.some((each) => each === authType)) return null
  return `${definition.name} does not offer “${authType}”. Choose from ${offered.join(', ')}.`
}
