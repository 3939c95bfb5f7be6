import { useInfiniteQuery } from '@tanstack/react-query'
import { Outlet, getRouteApi } from '@tanstack/react-router'
import { errorText } from '../../api/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { PlusIcon } from '../../ui/icons.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { IntegrationTable } from './integration-table.tsx'
import styles from './integrations.module.css'
import { integrationQueries } from './queries.ts'

const route = getRouteApi('/signed-in/integrations')

export function IntegrationsPage() {
  const { q } = route.useSearch()
  const navigate = route.useNavigate()
  const total = useInfiniteQuery(integrationQueries.list({ q })).data?.pages[0]?.total
  return (
    <div className={styles['page']}>
      <div className={styles['top']}>
        <h1 tabIndex={-1}>Integrations</h1>
        <span className={styles['total']} role="status">
          {total}
        </span>
        <span className={styles['create']}>
          <CreateButton />
        </span>
      </div>
      <div className={styles['search']} role="search" aria-label="Integrations">
        <SearchField
          label="Search"
          placeholder="Search by name"
          value={q ?? ''}
          onSearch={(words) => void navigate({ search: { q: words }, replace: true, resetScroll: false })}
        />
      </div>
      <IntegrationList />
      <Outlet />
    </div>
  )
}

function CreateButton() {
  const navigate = route.useNavigate()
  return (
    <Button
      variant="primary"
      icon={<PlusIcon />}
      onClick={() =>
        void navigate({
          to: '/integrations/new',
          search: (list) => list,
          state: { paneDepth: 1 },
          resetScroll: false,
        })
      }
    >
      Create integration
    </Button>
  )
}

function IntegrationList() {
  const { q } = route.useSearch()
  const navigate = route.useNavigate()
  const list = useInfiniteQuery(integrationQueries.list({ q }))

  if (list.data === undefined) {
    if (!list.isError) return <Skeleton height={40} lines={5} />
    return <ErrorState {...errorText(list.error)} onRetry={() => void list.refetch()} />
  }
  const integrations = list.data.pages.flatMap((page) => page.items)
  if (integrations.length === 0 && q !== undefined) {
    return (
      <EmptyState
        title="No integration matches"
        action={<Button onClick={() => void navigate({ search: {}, replace: true })}>Clear search</Button>}
      />
    )
  }
  if (integrations.length === 0) {
    return (
      <EmptyState title="No integrations yet">
        An integration holds flows: from one source to destinations and lookups, each through a connection.
        Patchbay does not run them. It says which connection each step uses, and keeps that online.
      </EmptyState>
    )
  }
  return (
    <>
      <IntegrationTable integrations={integrations} />
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
