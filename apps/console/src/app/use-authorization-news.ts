import { authorizationChannel } from '@patchbay/contracts/authorizations'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { integrationsKey } from '../api/integrations.ts'
import { connectionQueries } from '../features/connections/queries.ts'

/** Whatever page is open, also in another tab: an authorization that ended changes what it shows of connections. */
export function useAuthorizationNews(): void {
  const client = useQueryClient()
  useEffect(() => {
    const channel = new BroadcastChannel(authorizationChannel)
    channel.addEventListener('message', () => {
      void client.invalidateQueries({ queryKey: connectionQueries.all })
      void client.invalidateQueries({ queryKey: integrationsKey })
    })
    return () => channel.close()
  }, [client])
}
