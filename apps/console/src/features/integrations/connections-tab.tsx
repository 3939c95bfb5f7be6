import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useMay } from '../../api/use-may.ts'
import { Button } from '../../ui/button.tsx'
import { PlusIcon } from '../../ui/icons.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import styles from './connections-tab.module.css'
import { integrationQueries } from './queries.ts'
import { RegisterDialog } from './register-dialog.tsx'
import { RegisteredList } from './registered-list.tsx'
import { ReplacementNotice } from './replacement-notice.tsx'

/** The connections that are registered with an integration, which its steps may use. */
export function ConnectionsTab({ integrationId }: { integrationId: string }) {
  const { q } = useSearch({ strict: false })
  const may = useMay('manage')
  const navigate = useNavigate()
  const [registering, setRegistering] = useState(false)
  const total = useInfiniteQuery(integrationQueries.registered(integrationId, { q })).data?.pages[0]?.total

  function search(words: string | undefined) {
    void navigate({
      to: '/integrations/$integrationId/connections',
      params: { integrationId },
      search: { q: words },
      replace: true,
      resetScroll: false,
    })
  }

  return (
    <div className={styles['tab']}>
      <div className={styles['bar']}>
        <div className={styles['search']} role="search" aria-label="Registered">
          <SearchField label="Search" placeholder="Search by name" value={q ?? ''} onSearch={search} />
        </div>
        <span className={styles['total']} role="status">
          {total !== undefined && `${total} ${q === undefined ? 'registered' : 'found'}`}
        </span>
        {may && (
          <span className={styles['register']}>
            <Button variant="primary" icon={<PlusIcon />} onClick={() => setRegistering(true)}>
              Register connections
            </Button>
          </span>
        )}
      </div>
      {may && <ReplacementNotice integrationId={integrationId} />}
      <RegisteredList integrationId={integrationId} words={q} onClear={() => search(undefined)} />
      {registering && <RegisterDialog integrationId={integrationId} onClose={() => setRegistering(false)} />}
    </div>
  )
}
