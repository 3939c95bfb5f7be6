import { useQuery } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { sessionQueries } from '../features/session/queries.ts'
import { DamagedRecords } from './damaged-records.tsx'
import { Navigation } from './navigation.tsx'
import styles from './shell.module.css'
import { useAuthorizationNews } from './use-authorization-news.ts'
import { useLiveChanges } from './use-live-changes.ts'

export function Shell() {
  const session = useQuery(sessionQueries.current())
  useAuthorizationNews()
  useLiveChanges()
  return (
    <div className={styles['shell']}>
      <a className={styles['skip']} href="#content">
        Skip to content
      </a>
      <Navigation session={session.data} />
      <main id="content" tabIndex={-1} className={styles['content']}>
        <DamagedRecords records={session.data?.damagedRecords ?? []} />
        <Outlet />
      </main>
    </div>
  )
}
