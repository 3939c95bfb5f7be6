import { isPermitted, type Role } from '@patchbay/contracts/roles'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { buttonClass } from '../../ui/button.tsx'
import { ActivityFilters } from './activity-filters.tsx'
import { ActivityList } from './activity-list.tsx'
import { isFiltered, queryOf } from './activity-search.ts'
import styles from './activity.module.css'
import { ChosenRecord } from './chosen-record.tsx'
import { activityQueries, exportAddress } from './queries.ts'

const route = getRouteApi('/signed-in/activity')

export function ActivityPage({ role }: { role: Role | undefined }) {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const query = queryOf(search)
  const { data } = useInfiniteQuery(activityQueries.list(query))
  return (
    <div className={styles['page']}>
      <div className={styles['top']}>
        <h1 tabIndex={-1}>Activity</h1>
        <span className={styles['total']} role="status">
          {data?.pages[0]?.total.toLocaleString('en')}
        </span>
        {role !== undefined && isPermitted(role, 'administer') && (
          <a className={buttonClass()} href={exportAddress(query)} download title="As JSON lines">
            Export
          </a>
        )}
      </div>
      <ActivityFilters />
      <ChosenRecord search={search} first={data?.pages[0]?.items[0]} />
      <ActivityList
        query={query}
        onClear={isFiltered(search) ? () => void navigate({ search: {}, replace: true }) : null}
      />
    </div>
  )
}
