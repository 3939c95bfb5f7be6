import { isPermitted, type Role } from '@patchbay/contracts/roles'
import { useQuery } from '@tanstack/react-query'
import { Outlet, useMatches } from '@tanstack/react-router'
import { sessionQueries } from '../features/session/queries.ts'
import { DamagedRecords } from './damaged-records.tsx'
import { Navigation } from './navigation.tsx'
import { NotPermittedPage } from './not-permitted-page.tsx'
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
        <Page role={session.data?.user.role} />
      </main>
    </div>
  )
}

/** What the role does not permit is not shown, whichever address leads there. */
function Page({ role }: { role: Role | undefined }) {
  const refused = useMatches({
    select: (matches) =>
      matches.some(
        ({ staticData: { needs } }) => role !== undefined && needs !== undefined && !isPermitted(role, needs),
      ),
  })
  return refused && role !== undefined ? <NotPermittedPage role={role} /> : <Outlet />
}
