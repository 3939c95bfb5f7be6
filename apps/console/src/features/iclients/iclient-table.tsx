import type { IClient } from '@patchbay/contracts/iclients'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { applicationQueries } from '../../api/applications.ts'
import { Badge } from '../../ui/badge.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { TrashIcon } from '../../ui/icons.tsx'
import { ago, fullTime, shortDuration, useNow } from '../../ui/relative-time.ts'
import { Table } from '../../ui/table.tsx'
import { DeleteIClientDialog } from './delete-iclient-dialog.tsx'
import styles from './iclients.module.css'

export function IClientTable({ iClients }: { iClients: readonly IClient[] }) {
  const [deleting, setDeleting] = useState<IClient | null>(null)
  return (
    <>
      <Table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col" className={styles['name']}>
              Name
            </th>
            <th scope="col" className={styles['application']}>
              Application
            </th>
            <th scope="col" className={styles['clientIdColumn']}>
              Client ID
            </th>
            <th scope="col" className={styles['age']}>
              Created
            </th>
            <th scope="col" className={styles['age']}>
              Secret age
            </th>
            <th scope="col" className={styles['actions']}>
              Actions
            </th>
          </tr>
        </thead>
        <tbody>
          {iClients.map((iClient) => (
            <Row key={iClient.id} iClient={iClient} onDelete={() => setDeleting(iClient)} />
          ))}
        </tbody>
      </Table>
      {deleting !== null && <DeleteIClientDialog iClient={deleting} onClose={() => setDeleting(null)} />}
    </>
  )
}

function Row({ iClient, onDelete }: { iClient: IClient; onDelete: () => void }) {
  const now = useNow()
  const { data } = useQuery(applicationQueries.list())
  const application = data?.items.find((each) => each.id === iClient.application)
  return (
    <tr className={styles['row']}>
      <td>
        <span className={styles['identity']}>
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
          {iClient.sandbox && (
            <Badge tone="accent" dot={false} title="Registered at the sandbox">
              Sandbox
            </Badge>
          )}
        </span>
      </td>
      <td data-label="Application">{application?.name ?? iClient.application}</td>
      <td data-label="Client ID">
        <code className={styles['clientId']} title={iClient.clientId}>
          {iClient.clientId}
        </code>
      </td>
      <td data-label="Created" title={fullTime(iClient.createdAt)}>
        {ago(iClient.createdAt, now)}
      </td>
      <td data-label="Secret age" title={`Stored ${fullTime(iClient.clientSecretUpdatedAt)}`}>
        {shortDuration(now - Date.parse(iClient.clientSecretUpdatedAt))}
      </td>
      <td className={styles['actions']}>
        <IconButton label={`Delete ${iClient.name}`} icon={<TrashIcon />} onClick={onDelete} />
      </td>
    </tr>
  )
}
