import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from '../../ui/button.tsx'
import styles from './activity.module.css'
import type { ActivityQuery } from './activity-search.ts'
import { activityQueries } from './queries.ts'

/** What comes while somebody reads does not move what is read: it is offered. */
export function NewEvents({ query }: { query: ActivityQuery }) {
  const client = useQueryClient()
  const { data } = useInfiniteQuery(activityQueries.list(query))
  const newest = useQuery({ ...activityQueries.newest(query), enabled: data !== undefined })
  const shown = data?.pages[0]
  const count = shown === undefined || newest.data === undefined ? 0 : newest.data.total - shown.total
  const isNew = count > 0 && newest.data?.id !== shown?.items[0]?.id

  async function show() {
    // The button goes, and with it the focus.
    document.querySelector<HTMLElement>('h1')?.focus()
    await client.resetQueries({ queryKey: activityQueries.list(query).queryKey })
  }

  return (
    <div className={styles['new']} role="status">
      {isNew && (
        <Button onClick={() => void show()}>
          {count === 1 ? 'Show 1 new event' : `Show ${count} new events`}
        </Button>
      )}
    </div>
  )
}
