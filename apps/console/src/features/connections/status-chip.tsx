import { Badge } from '../../ui/badge.tsx'
import { type Standing, isAgentAway, statusReason, statusTones, statusWords } from './status.ts'

export function StatusChip({ connection }: { connection: Standing }) {
  const isAway = isAgentAway(connection)
  return (
    <Badge tone={isAway ? 'warn' : statusTones[connection.status]} title={statusReason(connection)}>
      {isAway ? 'Agent offline' : statusWords[connection.status]}
    </Badge>
  )
}
