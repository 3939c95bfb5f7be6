import { getRouteApi } from '@tanstack/react-router'
import { ApplicationList } from '../features/connections/application-list.tsx'
import { CreateConnectionPane } from '../features/connections/create-connection-pane.tsx'
import { PanePartsContext } from '../features/connections/pane-parts.ts'
import { paneParts } from './pane-parts.ts'
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
    <PanePartsContext value={paneParts}>
      <CreateConnectionPane first={<ApplicationList />} onClose={close} />
    </PanePartsContext>
  )
}
