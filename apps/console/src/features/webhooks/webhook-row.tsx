import type { Webhook } from '@patchbay/contracts/webhooks'
import { Link } from '@tanstack/react-router'
import { eventNames } from '../../api/event-names.ts'
import { Badge } from '../../ui/badge.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { RefreshIcon, SendIcon, TrashIcon } from '../../ui/icons.tsx'
import styles from './webhooks.module.css'

export interface WebhookActions {
  onTest: (webhook: Webhook) => void
  onRotate: (webhook: Webhook) => void
  onDelete: (webhook: Webhook) => void
}

export function WebhookRow({ webhook, actions }: { webhook: Webhook; actions: WebhookActions }) {
  const { id, name, url, eventTypes, connectionIds } = webhook
  const way = { params: { webhookId: id }, state: { paneDepth: 1 }, resetScroll: false } as const
  return (
    <tr className={styles['row']}>
      <td>
        <span className={styles['identity']}>
          <Link
            to="/settings/webhooks/$webhookId/edit"
            {...way}
            className={styles['link']}
            title={name}
            dir="auto"
          >
            {name}
          </Link>
          <span className={styles['url']} title={url}>
            {url}
          </span>
        </span>
      </td>
      <td data-label="Tells when">{eventTypes.map((each) => eventNames[each]).join(', ')}</td>
      <td data-label="Connections">{connectionIds?.length ?? 'All'}</td>
      <td data-label="Status">
        <Status webhook={webhook} />
      </td>
      <td data-label="Log">
        <Link to="/settings/webhooks/$webhookId/deliveries" {...way} aria-label={`Deliveries to ${name}`}>
          Deliveries
        </Link>
      </td>
      <td className={styles['actions']}>
        <IconButton label={`Test ${name}`} icon={<SendIcon />} onClick={() => actions.onTest(webhook)} />
        <IconButton
          label={`Rotate the secret of ${name}`}
          icon={<RefreshIcon />}
          onClick={() => actions.onRotate(webhook)}
        />
        <IconButton label={`Delete ${name}`} icon={<TrashIcon />} onClick={() => actions.onDelete(webhook)} />
      </td>
    </tr>
  )
}

function Status({ webhook: { enabled, disabledReason } }: { webhook: Webhook }) {
  if (enabled) return <Badge tone="ok">On</Badge>
  return (
    <Badge tone={disabledReason === null ? 'neutral' : 'warn'} title={disabledReason ?? undefined}>
      Off
    </Badge>
  )
}
