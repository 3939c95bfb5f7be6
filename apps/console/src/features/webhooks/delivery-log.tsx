import type { WebhookDelivery } from '@patchbay/contracts/webhooks'
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { errorText } from '../../api/error-text.ts'
import { announce } from '../../ui/announce.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ago, fullTime, useNow } from '../../ui/relative-time.ts'
import { Skeleton } from '../../ui/skeleton.tsx'
import { eventName, outcomeText, statusNames, statusTones } from './delivery-status.ts'
import { webhookMutations, webhookQueries } from './queries.ts'
import { useCloseDialog } from './use-close-dialog.ts'
import styles from './webhooks.module.css'

const route = getRouteApi('/signed-in/settings/webhooks/$webhookId/deliveries')

export function DeliveryLog() {
  const { webhookId } = route.useParams()
  const close = useCloseDialog()
  const name = useQuery(webhookQueries.detail(webhookId)).data?.name
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      size="lg"
      title={name === undefined ? 'Deliveries' : `Deliveries to ${name}`}
      description="What was sent in the last 30 days, newest first."
    >
      <Log id={webhookId} />
    </Dialog>
  )
}

function Log({ id }: { id: string }) {
  const log = useInfiniteQuery(webhookQueries.deliveries(id))
  if (log.data === undefined) {
    if (!log.isError) return <Skeleton height={52} lines={3} />
    return <ErrorState {...errorText(log.error)} onRetry={() => void log.refetch()} />
  }
  const deliveries = log.data.pages.flatMap((page) => page.items)
  if (deliveries.length === 0) {
    return (
      <EmptyState title="Nothing was sent yet">
        A message is sent when a connection that it is about goes offline or comes back.
      </EmptyState>
    )
  }
  return (
    <>
      <ul className={styles['log']}>
        {deliveries.map((delivery) => (
          <LogLine key={delivery.id} webhookId={id} delivery={delivery} />
        ))}
      </ul>
      {log.hasNextPage && (
        <p className={styles['more']}>
          <Button busy={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
            Show more
          </Button>
        </p>
      )}
    </>
  )
}

function LogLine({ webhookId, delivery }: { webhookId: string; delivery: WebhookDelivery }) {
  const now = useNow()
  const retry = useMutation(webhookMutations.retry())
  const { id, status, connectionName, createdAt } = delivery
  const what = eventName(delivery) + (connectionName === null ? '' : `: ${connectionName}`)

  function sendAgain() {
    retry.mutate(
      { id: webhookId, deliveryId: id },
      { onSuccess: () => announce('The message is sent again.') },
    )
  }

  return (
    <li className={styles['line']}>
      <div className={styles['lineHead']}>
        <span className={styles['lineTitle']} dir="auto">
          {what}
        </span>
        <Badge tone={statusTones[status]}>{statusNames[status]}</Badge>
        <span className={styles['when']} title={fullTime(createdAt)}>
          {ago(createdAt, now)}
        </span>
      </div>
      <div className={styles['lineText']}>
        <span>{outcomeText(delivery, now)}</span>
        {status !== 'delivered' && (
          <Button busy={retry.isPending} aria-label={`Retry ${what}`} onClick={sendAgain}>
            Retry
          </Button>
        )}
      </div>
      {retry.error !== null && (
        <Notice tone="bad" role="alert">
          {errorText(retry.error).detail}
        </Notice>
      )}
    </li>
  )
}
