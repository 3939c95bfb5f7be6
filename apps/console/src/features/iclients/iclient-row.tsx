import type { IClient } from '@patchbay/contracts/iclients'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { applicationQueries } from '../../api/applications.ts'
import { useMay } from '../../api/use-may.ts'
import { Badge } from '../../ui/badge.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { RefreshIcon, TrashIcon } from '../../ui/icons.tsx'
import { ago, fullTime, shortDuration, useNow } from '../../ui/relative-time.ts'
import styles from './iclients.module.css'

interface IClientRowProps {
  iClient: IClient
  onRotate: () => void
  onDelete: () => void
}

export function IClientRow({ iClient, onRotate, onDelete }: IClientRowProps) {
  const may = useMay('manage')
  const now = useNow()
  const { data } = useQuery(applicationQueries.list())
  const application = data?.items.find((each) => each.id === iClient.application)
  return (
    <tr className={styles['row']}>
      <td>
        <NameCell iClient={iClient} />
      </td>
      <td data-label="Application">{application?.name ?? iClient.application}</td>
      <td data-label="Client ID">
        <code className={styles['clientId']} title={iClient.clientId}>
          {iClient.clientId}
        </code>
      </td>
      <td data-label="Used by">
        <Users iClient={iClient} />
      </td>
      <td data-label="Created" className={styles['created']} title={fullTime(iClient.createdAt)}>
        {ago(iClient.createdAt, now)}
      </td>
      <SecretAge storedAt={iClient.clientSecretUpdatedAt} now={now} />
      {may && (
        <td className={styles['actions']}>
          <IconButton
            label={`Rotate the secret of ${iClient.name}`}
            icon={<RefreshIcon />}
            onClick={onRotate}
          />
          <IconButton label={`Delete ${iClient.name}`} icon={<TrashIcon />} onClick={onDelete} />
        </td>
      )}
    </tr>
  )
}

function NameCell({ iClient }: { iClient: IClient }) {
  const may = useMay('manage')
  return (
    <span className={styles['identity']}>
      {may ? (
        <Link
          to="/iclients/$iClientId/edit"
          params={{ iClientId: iClient.id }}
          search={(list) => list}
          state={{ paneDepth: 1 }}
          resetScroll={false}
          preload="intent"
          className={styles['link']}
          title={iClient.name}
          dir="auto"
        >
          {iClient.name}
        </Link>
      ) : (
        <span className={styles['plain']} title={iClient.name} dir="auto">
          {iClient.name}
        </span>
      )}
      {iClient.sandbox && (
        <Badge tone="accent" dot={false} title="Registered at the sandbox">
          Sandbox
        </Badge>
      )}
    </span>
  )
}

function Users({ iClient: { id, usedBy } }: { iClient: IClient }) {
  if (usedBy === 0) return <span className={styles['unused']}>Not used</span>
  return (
    <Link to="/connections" search={{ iclient: id }} aria-label={`${usedBy}: show what uses it`}>
      {usedBy}
    </Link>
  )
}

function SecretAge({ storedAt, now }: { storedAt: string | null; now: number }) {
  if (storedAt === null) return <td data-label="Secret age">No secret</td>
  return (
    <td data-label="Secret age" title={`Stored ${fullTime(storedAt)}`}>
      {shortDuration(now - Date.parse(storedAt))}
    </td>
  )
}
