import { clientSourceOf } from '@patchbay/applications/rules/client-source'
import { withDerivedSettings } from '@patchbay/applications/rules/settings-schema'
import type { ConnectionRecord } from '../../records/connection.ts'
import { applicationOf } from './check-connection.ts'

interface Connecting {
  readonly authType: string
  readonly settings: Readonly<Record<string, unknown>>
}

/**
 * The iClient of a connection after a change: one that was chosen stays only for as long as it counts, else it could
 * not be deleted. Another one that is asked for is judged as a new one is.
 */
export function keptIClient(
  record: ConnectionRecord,
  asked: string | null | undefined,
  after: Connecting,
): string | null {
  if (asked !== undefined && asked !== record.iClientId) return asked
  const definition = applicationOf(record.application)
  const settings = withDerivedSettings(definition, after.settings)
  const source = clientSourceOf(definition, { ...after, settings })
  // Where the form has no field for it, nobody would see that it goes before the deployment's.
  const isLeftOver =
    source === 'built-in' && asked === undefined && clientSourceOf(definition, record) === 'iclient'
  return source === 'none' || isLeftOver ? null : record.iClientId
}
