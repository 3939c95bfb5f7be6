import type { Agent } from '@patchbay/contracts/agents'
import { Link } from '@tanstack/react-router'
import { useMay } from '../../api/use-may.ts'
import { Badge } from '../../ui/badge.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { KeyIcon, TrashIcon } from '../../ui/icons.tsx'
import { fullTime, useNow } from '../../ui/relative-time.ts'
import { sinceText, softwareText } from './agent-text.ts'
import styles from './agents.module.css'

interface AgentRowProps {
  agent: Agent
  onRegenerate: () => void
  onDelete: () => void
}

export function AgentRow({ agent, onRegenerate, onDelete }: AgentRowProps) {
  const may = useMay('manage')
  const { name, software, address } = agent
  return (
    <tr className={styles['row']}>
      <td>
        <NameCell agent={agent} />
      </td>
      <td data-label="Status">
        <Status agent={agent} />
      </td>
      <td data-label="Version" className={styles['software']} title={software ?? undefined}>
        {software === null ? <Unknown /> : softwareText(software)}
      </td>
      <td data-label="Address" className={styles['address']}>
        {address ?? <Unknown />}
      </td>
      <td data-label="Used by">
        <Users agent={agent} />
      </td>
      {may && (
        <td className={styles['actions']}>
          <IconButton label={`Regenerate the token of ${name}`} icon={<KeyIcon />} onClick={onRegenerate} />
          <IconButton label={`Delete ${name}`} icon={<TrashIcon />} onClick={onDelete} />
        </td>
      )}
    </tr>
  )
}

function NameCell({ agent: { id, name, offeredCertificateAuthority } }: { agent: Agent }) {
  const may = useMay('manage')
  return (
    <span className={styles['identity']}>
      {may ? (
        <Link
          to="/agents/$agentId/edit"
          params={{ agentId: id }}
          search={(list) => list}
          state={{ paneDepth: 1 }}
          resetScroll={false}
          preload="intent"
          className={styles['link']}
          title={name}
          dir="auto"
        >
          {name}
        </Link>
      ) : (
        <span className={styles['plain']} title={name} dir="auto">
          {name}
        </span>
      )}
      {offeredCertificateAuthority !== null && (
        <Badge
          tone="warn"
          title="It was started with a certificate authority that is not trusted yet: open it to see"
        >
          New authority
        </Badge>
      )}
    </span>
  )
}

function Status({ agent }: { agent: Agent }) {
  const now = useNow()
  const { status, onlineSince, lastSeenAt } = agent
  const at = status === 'online' ? onlineSince : lastSeenAt
  return (
    <span className={styles['state']} title={at === null ? undefined : fullTime(at)}>
      <Badge tone={status === 'online' ? 'ok' : 'neutral'}>
        {status === 'online' ? 'Online' : 'Offline'}
      </Badge>
      <span className={styles['since']}>{sinceText(agent, now)}</span>
    </span>
  )
}

function Unknown() {
  return <span className={styles['unused']}>Not known yet</span>
}

function Users({ agent: { id, usedBy } }: { agent: Agent }) {
  if (usedBy === 0) return <span className={styles['unused']}>Not used</span>
  return (
    <Link to="/connections" search={{ agent: id }} aria-label={`${usedBy}: show what uses it`}>
      {usedBy}
    </Link>
  )
}
