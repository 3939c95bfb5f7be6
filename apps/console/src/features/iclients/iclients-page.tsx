import { useInfiniteQuery } from '@tanstack/react-query'
import { Outlet, getRouteApi } from '@tanstack/react-router'
import { errorText } from '../../api/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { PlusIcon } from '../../ui/icons.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { IClientTable } from './iclient-table.tsx'
import styles from './iclients.module.css'
import { iClientQueries } from './queries.ts'

const route = getRouteApi('/signed-in/iclients')

export function IClientsPage() {
  const { q } = route.useSearch()
  const navigate = route.useNavigate()
  const total = useInfiniteQuery(iClientQueries.list({ q })).data?.pages[0]?.total
  return (
    <div className={styles['page']}>
      <div className={styles['top']}>
        <h1 tabIndex={-1}>iClients</h1>
        <span className={styles['total']} role="status">
          {total}
        </span>
        <span className={styles['create']}>
          <CreateButton />
        </span>
      </div>
      <div className={styles['search']} role="search" aria-label="iClients">
        <SearchField
          label="Search"
          placeholder="Search by name"
          value={q ?? ''}
          onSearch={(words) => void navigate({ search: { q: words }, replace: true, resetScroll: false })}
        />
      </div>
      <IClientList />
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
          to: '/iclients/new',
          search: (list) => list,
          state: { paneDepth: 1 },
          resetScroll: false,
        })
      }
    >
      Register OAuth 2.0 client
    </Button>
  )
}

function IClientList() {
  const { q } = route.useSearch()
  const navigate = route.useNavigate()
  const list = useInfiniteQuery(iClientQueries.list({ q }))

  if (list.data === undefined) {
    if (!list.isError) return <Skeleton height={40} lines={5} />
    return <ErrorState {...errorText(list.error)} onRetry={() => void list.refetch()} />
  }
  const iClients = list.data.pages.flatMap((page) => page.items)
  if (iClients.length === 0 && q !== undefined) {
    return (
      <EmptyState
        title="No iClient matches"
        action={<Button onClick={() => void navigate({ search: {}, replace: true })}>Clear search</Button>}
      />
    )
  }
  if (iClients.length === 0) {
    return (
      <EmptyState title="No iClients yet">
        An iClient is the client ID and client secret that an application knows Patchbay by. Connections use
        it to sign in. Begin with Register OAuth 2.0 client, above.
      </EmptyState>
    )
  }
  return (
    <>
      <IClientTable iClients={iClients} />
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
