import { connectionStatuses } from '@patchbay/contracts/connection'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Suspense, lazy } from 'react'
import { applicationQueries } from '../../api/applications.ts'
import { FilterSelect } from '../../ui/filter-select.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import styles from './connections-page.module.css'
import { IClientFilter } from './iclient-filter.tsx'
import type { ConnectionListSearch } from './list-search.ts'
import { statusWords } from './status.ts'

const AgentFilter = lazy(async () => ({ default: (await import('./agent-filter.tsx')).AgentFilter }))

const route = getRouteApi('/signed-in/connections')
const any = 'any'

export function ConnectionFilters() {
  const { q, app, status, iclient, agent } = route.useSearch()
  const navigate = route.useNavigate()
  const applications = useQuery(applicationQueries.list())

  function filter(change: Partial<ConnectionListSearch>) {
    void navigate({ search: (previous) => ({ ...previous, ...change }), replace: true, resetScroll: false })
  }

  function showAll(change: Partial<ConnectionListSearch>) {
    filter(change)
    // The button that had the focus goes.
    document.querySelector<HTMLElement>('h1')?.focus()
  }

  return (
    <div className={styles['filters']} role="search" aria-label="Connections">
      <div className={styles['search']}>
        <SearchField
          label="Search"
          placeholder="Search by name"
          value={q ?? ''}
          onSearch={(words) => filter({ q: words })}
        />
      </div>
      <div className={styles['filter']}>
        <FilterSelect
          label="Application"
          value={app ?? any}
          onValueChange={(value) => filter({ app: value === any ? undefined : value })}
          options={[
            { value: any, label: 'All applications' },
            ...(applications.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      </div>
      <div className={styles['filter']}>
        <FilterSelect
          label="Status"
          value={status ?? any}
          onValueChange={(value) => filter({ status: connectionStatuses.find((each) => each === value) })}
          options={[
            { value: any, label: 'Any status' },
            ...connectionStatuses.map((each) => ({ value: each, label: statusWords[each] })),
          ]}
        />
      </div>
      {iclient !== undefined && (
        <IClientFilter id={iclient} onRemove={() => showAll({ iclient: undefined })} />
      )}
      {agent !== undefined && (
        <Suspense>
          <AgentFilter id={agent} onRemove={() => showAll({ agent: undefined })} />
        </Suspense>
      )}
    </div>
  )
}
