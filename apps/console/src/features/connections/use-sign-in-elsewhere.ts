import type { Connection } from '@patchbay/contracts/connection'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { connectionQueries } from './queries.ts'

const askEveryMs = 3_000

/** While a link is out, the page asks how the connection stands; the answer is what it shows. */
export function useSignInElsewhere({ id, status }: Connection): (isOut: boolean) => void {
  const client = useQueryClient()
  const [isAwaited, setAwaited] = useState(false)
  const isOnline = status === 'online'
  const refetchInterval = isAwaited && !isOnline ? askEveryMs : false
  useQuery({ ...connectionQueries.detail(id), refetchInterval })

  useEffect(() => {
    // What happened and what the lists show has changed with it.
    if (isAwaited && isOnline) void client.invalidateQueries({ queryKey: connectionQueries.all })
  }, [isAwaited, isOnline, client])

  return (isOut) => {
    setAwaited(isOut)
    void client.invalidateQueries({ queryKey: connectionQueries.events(id).queryKey })
  }
}
