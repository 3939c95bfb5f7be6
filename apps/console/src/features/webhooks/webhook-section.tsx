import type { Webhook } from '@patchbay/contracts/webhooks'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { errorText } from '../../api/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { PlusIcon } from '../../ui/icons.tsx'
import { PageSection } from '../../ui/page-section.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { webhookQueries } from './queries.ts'
import { WebhookTable } from './webhook-table.tsx'
import styles from './webhooks.module.css'

export function WebhookSection() {
  const navigate = useNavigate()
  return (
    <PageSection
      id="webhooks"
      title="Webhooks"
      about="A program of yours gets a signed message as soon as a connection goes offline or comes back."
      wide
      action={
        <Button
          icon={<PlusIcon />}
          onClick={() =>
            void navigate({ to: '/settings/webhooks/new', state: { paneDepth: 1 }, resetScroll: false })
          }
        >
          Add webhook
        </Button>
      }
    >
      <List />
    </PageSection>
  )
}

function List() {
  const list = useInfiniteQuery(webhookQueries.list())
  if (list.data === undefined) {
    if (!list.isError) return <Skeleton height={40} lines={2} />
    return <ErrorState {...errorText(list.error)} onRetry={() => void list.refetch()} />
  }
  const webhooks: Webhook[] = list.data.pages.flatMap((page) => page.items)
  if (webhooks.length === 0) {
    return (
      <EmptyState title="No webhooks yet">
        Messages follow Standard Webhooks, which libraries for many languages can check.
      </EmptyState>
    )
  }
  return (
    <>
      <WebhookTable webhooks={webhooks} />
      {list.hasNextPage && (
        <p className={styles['more']}>
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Show more
          </Button>
        </p>
      )}
    </>
  )
}
