import type { ApplicationDefinition, Settings } from '../definition.ts'

export interface BehindAgent {
  readonly agentId: string
  /** The one server that is reached through the agent. */
  readonly instance: URL
}

/** Where settings say that the application stands behind an agent; null: it does not. */
export function agentOfSettings(
  { fields }: Pick<ApplicationDefinition, 'fields'>,
  settings: Settings,
): BehindAgent | null {
  const agentField = fields.find(({ kind }) => kind === 'agent')
  const agentId = agentField === undefined ? undefined : settings[agentField.name]
  if (agentId === undefined || agentId === '') return null
  const place = fields.find(({ kind }) => kind === 'url')
  const instance = URL.parse(place === undefined ? '' : (settings[place.name] ?? ''))
  return instance === null ? null : { agentId, instance }
}
