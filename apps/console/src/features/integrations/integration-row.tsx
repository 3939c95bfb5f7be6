import type { ListedIntegration } from '@patchbay/contracts/integrations'
import { Link } from '@tanstack/react-router'
import { useMay } from '../../api/use-may.ts'
import { Badge } from '../../ui/badge.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { TrashIcon } from '../../ui/icons.tsx'
import { ago, fullTime, useNow } from '../../ui/relative-time.ts'
import styles from './integrations.module.css'

interface IntegrationRowProps {
  integration: ListedIntegration
  onDelete: () => void
}

export function IntegrationRow({ integration, onDelete }: IntegrationRowProps) {
  const may = useMay('manage')
  const now = useNow()
  const { id, name, description, flows, connections, offlineConnections, updatedAt } = integration
  return (
    <tr className={styles['row']}>
      <td>
        <span className={styles['identity']}>
          <Link
            to="/integrations/$integrationId"
            params={{ integrationId: id }}
            preload="intent"
            className={styles['link']}
            title={name}
            dir="auto"
          >
            {name}
          </Link>
          {description !== '' && (
            <span className={styles['about']} title={description} dir="auto">
              {description}
            </span>
          )}
        </span>
      </td>
      <td data-label="Flows">{flows}</td>
      <td data-label="Connections">{connections}</td>
      <td data-label="Offline">
        {offlineConnections === 0 ? (
          <span className={styles['none']}>None</span>
        ) : (
          <Badge tone="bad">{offlineConnections} offline</Badge>
        )}
      </td>
      <td data-label="Last change" title={fullTime(updatedAt)}>
        {ago(updatedAt, now)}
      </td>
      {may && (
        <td className={styles['actions']}>
          <IconButton label={`Delete ${name}`} icon={<TrashIcon />} onClick={onDelete} />
        </td>
      )}
    </tr>
  )
}
