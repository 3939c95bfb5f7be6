import { useInfiniteQuery } from '@tanstack/react-query'
import { Outlet, getRouteApi } from '@tanstack/react-router'
import { errorText } from '../../api/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { PlusIcon } from '../../ui/icons.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { ApiKeyTable } from './api-key-table.tsx'
import styles from './api-keys.module.css'
import { apiKeyQueries } from './queries.ts'

const route = getRouteApi('/signed-in/api-keys')

export function ApiKeysPage() {
  const { q } = route.useSearch()
  const navigate = route.useNavigate()
  const total = useInfiniteQuery(apiKeyQueries.list({ q })).data?.pages[0]?.total
  return (
    <div className={styles['page']}>
      <div className={styles['top']}>
        <h1 tabIndex={-1}>API keys</h1>
        <span className={styles['total']} role="status">
          {total}
        </span>
        <span className={styles['create']}>
          <CreateButton />
        </span>
      </div>
      <div className={styles['search']} role="search" aria-label="API keys">
        <SearchField
          label="Search"
          placeholder="Search by name"
          value={q ?? ''}
          onSearch={(words) => void navigate({ search: { q: words }, replace: true, resetScroll: false })}
        />
      </div>
      <ApiKeyList />
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
          to: '/api-keys/new',
          search: (list) => list,
          state: { paneDepth: 1 },
          resetScroll: false,
        })
      }
    >
      Create API key
    </Button>
  )
}

function ApiKeyList() {
  const { q } = route.useSearch()
  const navigate = route.useNavigate()
  const list = useInfiniteQuery(apiKeyQueries.list({ q }))

  if (list.data === undefined) {
    if (!list.isError) return <Skeleton height={40} lines={5} />
    return <ErrorState {...errorText(list.error)} onRetry={() => void list.refetch()} />
  }
  const apiKeys = list.data.pages.flatMap((page) => page.items)
  if (apiKeys.length === 0 && q !== undefined) {
    return (
      <EmptyState
        title="No API key matches"
        action={<Button onClick={() => void navigate({ search: {}, replace: true })}>Clear search</Button>}
      />
    )
  }
  if (apiKeys.length === 0) {
    return (
      <EmptyState title="No API keys yet">
        With an API key a program fetches access tokens from Patchbay or sends requests through it, without a
        password. Each key may be limited to what its program needs.
      </EmptyState>
    )
  }
  return (
    <>
      <ApiKeyTable apiKeys={apiKeys} />
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
