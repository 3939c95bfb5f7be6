import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { followChanges } from './change-stream.ts'
import { ConnectionRefresher } from './refresh-connections.ts'

/** Whatever page is open shows at once what changes on the server. */
export function useLiveChanges(): void {
  const client = useQueryClient()
  useEffect(() => {
    const refresher = new ConnectionRefresher(client)
    const unfollow = followChanges((news) => refresher.note(news))
    return () => {
      unfollow()
      refresher.stop()
    }
  }, [client])
}
