import type { Step } from '@patchbay/contracts/flows'
import { Badge } from '../../ui/badge.tsx'

type Connection = Pick<NonNullable<Step['connection']>, 'status' | 'statusReason'>

const words = { draft: 'Draft', online: 'Online', offline: 'Offline' } as const
const tones = { draft: 'neutral', online: 'ok', offline: 'bad' } as const

/** Why a connection cannot be used, in one sentence; null where it can. */
export function hindrance({ status, statusReason }: Connection): string | null {
  if (status === 'online') return null
  if (statusReason !== null) return statusReason
  return status === 'draft' ? 'Saved, but never authorized.' : 'Authorize it again.'
}

/** How the connection of a step stands. */
export function Standing({ connection }: { connection: Connection }) {
  const { status } = connection
  return (
    <Badge tone={tones[status]} title={hindrance(connection) ?? undefined}>
      {words[status]}
    </Badge>
  )
}
