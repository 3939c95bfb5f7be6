import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Outlet, getRouteApi } from '@tanstack/react-router'
import { ConnectionFilters } from './connection-filters.tsx'
import { ConnectionList } from './connection-list.tsx'
import { CreateConnectionButton } from './create-connection-button.tsx'
import styles from './connections-page.module.css'
import { isFiltered } from './list-search.ts'
import { connectionQueries } from './queries.ts'

const route = getRouteApi('/signed-in/connections')

export function ConnectionsPage() {
  return (
    <div className={styles['page']}>
      <div className={styles['top']}>
        <h1 tabIndex={-1}>Connections</h1>
        <Total />
        <span className={styles['create']}>
          <CreateConnectionButton />
        </span>
      </div>
      <ConnectionFilters />
      <ConnectionList />
      <Outlet />
    </div>
  )
}

function Total() {
  const search = route.useSearch()
  const filtered = isFiltered(search)
  const list = useInfiniteQuery(connectionQueries.list(search))
  const everything = useQuery({ ...connectionQueries.count(), enabled: filtered })
  const matching = list.data?.pages[0]?.total
  const total = filtered ? everything.data : matching
  return (
    <span className={styles['total']} role="status">
      {matching !== undefined && total !== undefined && `${matching} of ${total}`}
    </span>
  )
}
