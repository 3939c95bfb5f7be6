import type { ApiKey } from '@patchbay/contracts/api-keys'
import { Badge } from '../../ui/badge.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { TrashIcon } from '../../ui/icons.tsx'
import { ago, fullTime, useNow } from '../../ui/relative-time.ts'
import styles from './api-keys.module.css'
import { permissionNames } from './permission-names.ts'

interface ApiKeyRowProps {
  apiKey: ApiKey
  onRevoke: () => void
}

export function ApiKeyRow({ apiKey, onRevoke }: ApiKeyRowProps) {
  const now = useNow()
  const { name, hint, permissions, connectionIds, expiresAt, lastUsedAt, createdAt } = apiKey
  return (
    <tr className={styles['row']}>
      <td>
        <span className={styles['identity']}>
          <span className={styles['keyName']} title={name} dir="auto">
            {name}
          </span>
          <code className={styles['hint']}>{hint}</code>
        </span>
      </td>
      <td data-label="Permissions">{permissions.map((each) => permissionNames[each]).join(', ')}</td>
      <td data-label="Connections" className={styles['connections']}>
        {connectionIds?.length ?? 'All'}
      </td>
      <td data-label="Expires">
        <Expiry at={expiresAt} now={now} />
      </td>
      <td
        data-label="Last used"
        className={styles['used']}
        title={lastUsedAt === null ? undefined : fullTime(lastUsedAt)}
      >
        {lastUsedAt === null ? <span className={styles['unused']}>Not yet</span> : ago(lastUsedAt, now)}
      </td>
      <td data-label="Created" className={styles['created']} title={fullTime(createdAt)}>
        {ago(createdAt, now)}
      </td>
      <td className={styles['actions']}>
        <IconButton label={`Revoke ${name}`} icon={<TrashIcon />} onClick={onRevoke} />
      </td>
    </tr>
  )
}

function Expiry({ at, now }: { at: string | null; now: number }) {
  if (at === null) return 'Never'
  if (Date.parse(at) <= now) {
    return (
      <Badge tone="bad" title={fullTime(at)}>
        Expired
      </Badge>
    )
  }
  // The day that was chosen, which is one of UTC.
  const day = new Date(at).toLocaleDateString(undefined, { dateStyle: 'medium', timeZone: 'UTC' })
  return <span title={fullTime(at)}>{day}</span>
}
