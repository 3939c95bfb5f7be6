import { useInfiniteQuery } from '@tanstack/react-query'
import { errorText } from '../../api/error-text.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { integrationQueries } from './queries.ts'

export function FlowsTab({ integrationId }: { integrationId: string }) {
  const flows = useInfiniteQuery(integrationQueries.flows(integrationId))
  if (flows.data === undefined) {
    if (!flows.isError) return <Skeleton height={160} lines={2} />
    return <ErrorState {...errorText(flows.error)} onRetry={() => void flows.refetch()} />
  }
  const items = flows.data.pages.flatMap((page) => page.items)
  if (items.length === 0) return <EmptyState title="No flows yet" />
  return items.map((flow) => (
    <section key={flow.id}>
      <h2 dir="auto">{flow.name}</h2>
    </section>
  ))
}
