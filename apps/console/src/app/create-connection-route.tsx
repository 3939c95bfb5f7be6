import { getRouteApi } from '@tanstack/react-router'
import { ApplicationList } from '../features/connections/application-list.tsx'
import { CreateConnectionPane } from '../features/connections/create-connection-pane.tsx'
import { IClientPartsContext } from '../features/connections/iclient-parts.ts'
import { iClientParts } from './iclient-parts.ts'
import { useCloseOverlay } from '../ui/use-close-overlay.ts'

const route = getRouteApi('/signed-in/connections/new')

export function CreateConnectionRoute() {
  const navigate = route.useNavigate()
  const close = useCloseOverlay(
    () =>
      void navigate({
        to: '/connections',
        search: ({ application: _, connection: __, view: ___, ...list }) => list,
        replace: true,
      }),
  )
  return (
    <IClientPartsContext value={iClientParts}>
      <CreateConnectionPane first={<ApplicationList />} onClose={close} />
    </IClientPartsContext>
  )
}
