import { useInfiniteQuery } from '@tanstack/react-query'
import { errorText } from '../../api/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { integrationQueries } from './queries.ts'
import { RegisteredTable } from './registered-table.tsx'

interface RegisteredListProps {
  integrationId: string
  words: string | undefined
  onClear: () => void
}

export function RegisteredList({ integrationId, words, onClear }: RegisteredListProps) {
  const list = useInfiniteQuery(integrationQueries.registered(integrationId, { q: words }))
  if (list.data === undefined) {
    if (!list.isError) return <Skeleton height={40} lines={4} />
    return <ErrorState {...errorText(list.error)} onRetry={() => void list.refetch()} />
  }
  const connections = list.data.pages.flatMap((page) => page.items)
  if (connections.length === 0 && words !== undefined) {
    return (
      <EmptyState
        title="No registered connection matches"
        action={<Button onClick={onClear}>Clear search</Button>}
      />
    )
  }
  if (connections.length === 0) {
    return (
      <EmptyState title="No connections are registered yet">
        Steps use connections that are registered here. One that is created in a flow is registered by itself.
      </EmptyState>
    )
  }
  return (
    <>
      <RegisteredTable integrationId={integrationId} connections={connections} />
      {list.hasNextPage && (
        <div>
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Show more
          </Button>
        </div>
      )}
    </>
  )
}
