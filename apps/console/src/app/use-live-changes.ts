import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { newestActivityKey } from '../api/activity.ts'
import { followChanges } from './change-stream.ts'
import { ConnectionRefresher } from './refresh-connections.ts'

/** Whether there is something new, of which the page that lists it tells. */
function lookForActivity(client: QueryClient): void {
  const refetchType = document.hidden ? 'none' : 'active'
  void client.invalidateQueries({ queryKey: newestActivityKey, refetchType })
}

/** Whatever page is open shows at once what changes on the server. */
export function useLiveChanges(): void {
  const client = useQueryClient()
  useEffect(() => {
    const refresher = new ConnectionRefresher(client)
    const unfollow = followChanges((news) => {
      if (news !== 'activity') refresher.note(news)
      if (news === 'activity' || news === null) lookForActivity(client)
    })
    return () => {
      unfollow()
      refresher.stop()
    }
  }, [client])
}
