import type { Connection } from '@patchbay/contracts/connection'
import { Badge } from '../../ui/badge.tsx'
import { statusReason, statusTones, statusWords } from './status.ts'

export function StatusChip({
  connection,
}: {
  connection: Pick<Connection, 'status' | 'statusReason' | 'authType'>
}) {
  return (
    <Badge tone={statusTones[connection.status]} title={statusReason(connection)}>
      {statusWords[connection.status]}
    </Badge>
  )
}
