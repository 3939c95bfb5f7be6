import { useInfiniteQuery } from '@tanstack/react-query'
import { Suspense, lazy, useState } from 'react'
import { errorText } from '../../api/error-text.ts'
import { useMay } from '../../api/use-may.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { PlusIcon } from '../../ui/icons.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { FlowSection } from './flow-section.tsx'
import styles from './flows.module.css'
import { integrationQueries } from './queries.ts'

const AddFlowDialog = lazy(async () => ({ default: (await import('./flow-dialogs.tsx')).AddFlowDialog }))

export function FlowsTab({ integrationId }: { integrationId: string }) {
  const may = useMay('manage')
  const [adding, setAdding] = useState(false)
  return (
    <div className={styles['flows']}>
      <div className={styles['bar']}>
        <p className={styles['about']}>
          Your engine runs the flows, and finds here which connection each step uses.
        </p>
        {may && (
          <Button icon={<PlusIcon />} onClick={() => setAdding(true)}>
            Add flow
          </Button>
        )}
      </div>
      <FlowList integrationId={integrationId} />
      {adding && (
        <Suspense fallback={null}>
          <AddFlowDialog integrationId={integrationId} onClose={() => setAdding(false)} />
        </Suspense>
      )}
    </div>
  )
}

function FlowList({ integrationId }: { integrationId: string }) {
  const list = useInfiniteQuery(integrationQueries.flows(integrationId))
  if (list.data === undefined) {
    if (!list.isError) return <Skeleton height={160} lines={2} />
    return <ErrorState {...errorText(list.error)} onRetry={() => void list.refetch()} />
  }
  const flows = list.data.pages.flatMap((page) => page.items)
  if (flows.length === 0) {
    return (
      <EmptyState title="No flows yet">
        A flow begins with a source and goes on to destinations and lookups. Each step uses one connection.
      </EmptyState>
    )
  }
  return (
    <>
      {flows.map((flow) => (
        <FlowSection key={flow.id} flow={flow} />
      ))}
      {list.hasNextPage && (
        <p>
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Show more
          </Button>
        </p>
      )}
    </>
  )
}
