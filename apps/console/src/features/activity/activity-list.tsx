import type { AuditEventReply } from '@patchbay/contracts/events'
import { useInfiniteQuery } from '@tanstack/react-query'
import { errorText } from '../../api/error-text.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PagedList } from '../../ui/paged-list.tsx'
import { useNow } from '../../ui/relative-time.ts'
import styles from './activity.module.css'
import type { ActivityQuery } from './activity-search.ts'
import { byDay, dayTitle } from './days.ts'
import { EventRow } from './event-row.tsx'
import { NewEvents } from './new-events.tsx'
import { activityQueries } from './queries.ts'

interface ActivityListProps {
  query: ActivityQuery
  /** Where something is searched for: shows all again. */
  onClear: (() => void) | null
}

export function ActivityList({ query, onClear }: ActivityListProps) {
  const list = useInfiniteQuery(activityQueries.list(query))
  return (
    <>
      <NewEvents query={query} />
      <PagedList
        list={list}
        describe={errorText}
        search={onClear === null ? null : { none: 'Nothing matches', clear: onClear }}
        empty={<EmptyState title="Nothing has happened yet" />}
      >
        {(events) => <Days events={events} />}
      </PagedList>
    </>
  )
}

function Days({ events }: { events: readonly AuditEventReply[] }) {
  const now = useNow()
  return byDay(events).map((day) => (
    <section key={day.key} className={styles['day']}>
      <h2>{dayTitle(day.key, now)}</h2>
      <ol className={styles['events']}>
        {day.events.map((event) => (
          <EventRow key={event.id} event={event} />
        ))}
      </ol>
    </section>
  ))
}
