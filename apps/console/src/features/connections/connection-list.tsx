import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { errorText } from '../../api/error-text.ts'
import { useMay } from '../../api/use-may.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { ConnectionTable, ConnectionTableSkeleton } from './connection-table.tsx'
import styles from './connection-table.module.css'
import { isFiltered } from './list-search.ts'
import { connectionQueries } from './queries.ts'

const route = getRouteApi('/signed-in/connections')

export function ConnectionList() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const may = useMay('manage')
  const list = useInfiniteQuery(connectionQueries.list(search))

  if (list.data === undefined) {
    if (!list.isError) return <ConnectionTableSkeleton />
    return <ErrorState {...errorText(list.error)} onRetry={() => void list.refetch()} />
  }
  const connections = list.data.pages.flatMap((page) => page.items)
  if (connections.length > 0) {
    return (
      <>
        <ConnectionTable
          connections={connections}
          total={list.data.pages[0]?.total ?? connections.length}
          onEnd={() => {
            if (list.hasNextPage && !list.isFetching && !list.isFetchNextPageError) void list.fetchNextPage()
          }}
        />
        {list.isFetchNextPageError && (
          <p className={styles['more']}>
            The next rows could not be loaded.{' '}
            <Button onClick={() => void list.fetchNextPage()}>Try again</Button>
          </p>
        )}
      </>
    )
  }
  if (isFiltered(search)) {
    return (
      <EmptyState
        title="No connection matches"
        action={
          <Button onClick={() => void navigate({ search: ({ sort }) => ({ sort }), replace: true })}>
            Clear search and filters
          </Button>
        }
      >
        {search.iclient === undefined && search.agent === undefined
          ? 'Try other words, or another application or status.'
          : `Try other words, another application or status, or connections of every ${search.agent === undefined ? 'iClient' : 'agent'}.`}
      </EmptyState>
    )
  }
  return (
    <EmptyState title="No connections yet">
      A connection signs in to an application once; from then on your programs get a valid access token from
      Patchbay.{may && ' Begin with Create connection, above.'}
    </EmptyState>
  )
}
