import type { User } from '@patchbay/contracts/users'
import { Link, useNavigate } from '@tanstack/react-router'
import { Badge } from '../../ui/badge.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { MoreIcon } from '../../ui/icons.tsx'
import { Menu } from '../../ui/menu.tsx'
import { ago, fullTime, useNow } from '../../ui/relative-time.ts'
import type { UserQuestion } from './user-table.tsx'
import { roleNames, statusTexts } from './user-text.ts'
import styles from './users.module.css'

interface UserRowProps {
  user: User
  onAsk: (question: UserQuestion) => void
}

const way = { search: (list: object) => list, state: { paneDepth: 1 }, resetScroll: false } as const

export function UserRow({ user, onAsk }: UserRowProps) {
  const now = useNow()
  const { id, name, email, role, status, lastSignInAt } = user
  const { tone, reason, name: statusName } = statusTexts[status]
  return (
    <tr className={styles['row']}>
      <td>
        <Link
          to="/users/$userId/edit"
          params={{ userId: id }}
          {...way}
          className={styles['link']}
          title={name}
          dir="auto"
        >
          {name}
        </Link>
      </td>
      <td data-label="Email" className={styles['address']} title={email ?? undefined}>
        {email ?? <span className={styles['none']}>Not written yet</span>}
      </td>
      <td data-label="Role">{roleNames[role]}</td>
      <td data-label="Status">
        <Badge tone={tone} title={reason}>
          {statusName}
        </Badge>
      </td>
      <td data-label="Last sign-in" title={lastSignInAt === null ? undefined : fullTime(lastSignInAt)}>
        {lastSignInAt === null ? <span className={styles['none']}>Not yet</span> : ago(lastSignInAt, now)}
      </td>
      <td className={styles['actions']}>
        <Actions user={user} onAsk={onAsk} />
      </td>
    </tr>
  )
}

function Actions({ user: { id, name, status }, onAsk }: UserRowProps) {
  const navigate = useNavigate()
  const params = { userId: id }
  const isDisabled = status === 'disabled'
  return (
    <Menu
      label={`Actions for ${name}`}
      trigger={<IconButton label={`Actions for ${name}`} icon={<MoreIcon />} />}
      items={[
        { label: 'Edit', onSelect: () => void navigate({ to: '/users/$userId/edit', params, ...way }) },
        {
          label: 'Sessions',
          onSelect: () => void navigate({ to: '/users/$userId/sessions', params, ...way }),
        },
        { label: 'New sign-in link', onSelect: () => onAsk('link'), disabled: isDisabled },
        { label: isDisabled ? 'Enable' : 'Disable', onSelect: () => onAsk('disable') },
        { label: 'Delete', onSelect: () => onAsk('delete'), danger: true },
      ]}
    />
  )
}
