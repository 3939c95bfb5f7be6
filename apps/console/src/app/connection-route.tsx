import { ConnectionPage } from '../features/connections/connection-page.tsx'
import { IClientName } from '../features/iclients/iclient-name.tsx'

export function ConnectionRoute() {
  return <ConnectionPage IClientName={IClientName} />
}
