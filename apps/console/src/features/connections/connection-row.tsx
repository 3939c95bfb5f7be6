import type { Connection } from '@patchbay/contracts/connection'
import type { ListedConnection } from '@patchbay/contracts/connections'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { applicationQueries } from '../../api/applications.ts'
import { Badge } from '../../ui/badge.tsx'
import { Monogram } from '../../ui/monogram.tsx'
import { ago, fullTime, useNow } from '../../ui/relative-time.ts'
import styles from './connection-table.module.css'
import { HealthStrip } from './health-strip.tsx'
import { expiryText, isAgentAway, statusReason } from './status.ts'
import { StatusChip } from './status-chip.tsx'

interface ConnectionRowProps {
  connection: ListedConnection
  rowIndex: number
}

export function ConnectionRow({ connection, rowIndex }: ConnectionRowProps) {
  const now = useNow()
  const { token, lastUsedAt } = connection
  return (
    <tr className={styles['row']} aria-rowindex={rowIndex}>
      <td className={styles['name']}>
        <NameCell connection={connection} />
      </td>
      <td data-label="Status">
        <span className={styles['state']}>
          <span className={styles['chip']}>
            <StatusChip connection={connection} />
          </span>
          {(connection.status === 'offline' || isAgentAway(connection)) && (
            <span className={styles['reason']} title={statusReason(connection)}>
              {statusReason(connection)}
            </span>
          )}
        </span>
      </td>
      <td className={styles['health']}>
        <HealthStrip health={connection.health} />
      </td>
      <td
        data-label="Token expiry"
        title={token?.expiresAt ? `expires at ${fullTime(token.expiresAt)}` : undefined}
      >
        {expiryText(token, now)}
      </td>
      <td data-label="Last used" title={lastUsedAt === null ? undefined : fullTime(lastUsedAt)}>
        {lastUsedAt === null ? 'never' : ago(lastUsedAt, now)}
      </td>
    </tr>
  )
}

function NameCell({ connection }: { connection: Connection }) {
  const { data } = useQuery(applicationQueries.list())
  const application = data?.items.find((each) => each.id === connection.application)
  const monogram = application?.monogram ?? { text: '', color: '#6f6d66' }
  return (
    <div className={styles['identity']}>
      <Monogram text={monogram.text} color={monogram.color} />
      <div className={styles['names']}>
        <Link
          to="/connections/$connectionId"
          params={{ connectionId: connection.id }}
          className={styles['link']}
          title={connection.name}
          dir="auto"
        >
          {connection.name}
        </Link>
        <span className={styles['application']}>{application?.name ?? connection.application}</span>
      </div>
      {connection.sandbox && (
        <Badge tone="accent" dot={false} title="Leads to a stand-in application of the sandbox">
          Sandbox
        </Badge>
      )}
    </div>
  )
}
