import type { AuditEventReply } from '@patchbay/contracts/events'
import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { errorText } from '../../api/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { ago, fullTime, useNow } from '../../ui/relative-time.ts'
import { Skeleton } from '../../ui/skeleton.tsx'
import styles from './connection-page.module.css'
import { eventText } from './event-text.ts'
import { connectionQueries } from './queries.ts'

export function ConnectionActivity({ connectionId }: { connectionId: string }) {
  const id = useId()
  return (
    <section aria-labelledby={id} className={styles['section']}>
      <h2 id={id}>Recent activity</h2>
      <Events connectionId={connectionId} />
    </section>
  )
}

function Events({ connectionId }: { connectionId: string }) {
  const now = useNow()
  const events = useQuery(connectionQueries.events(connectionId))
  if (events.isError) {
    return (
      <p className={styles['quiet']}>
        {errorText(events.error).title}. <Button onClick={() => void events.refetch()}>Try again</Button>
      </p>
    )
  }
  if (events.data === undefined) return <Skeleton height={16} lines={4} />
  if (events.data.items.length === 0) return <p className={styles['quiet']}>Nothing has happened yet.</p>
  return (
    <ol className={styles['events']}>
      {events.data.items.map((event) => (
        <Event key={event.id} event={event} now={now} />
      ))}
    </ol>
  )
}

function Event({ event, now }: { event: AuditEventReply; now: number }) {
  return (
    <li className={styles['event']} data-result={event.result}>
      <span>
        {eventText(event)}
        {event.result === 'failure' && event.code !== null && (
          <>
            {' '}
            <span className={styles['code']}>{event.code}</span>
          </>
        )}
      </span>
      <time dateTime={event.at} title={fullTime(event.at)}>
        {ago(event.at, now)}
      </time>
    </li>
  )
}
