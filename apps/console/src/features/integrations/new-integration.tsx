import { getRouteApi } from '@tanstack/react-router'
import { announce } from '../../ui/announce.tsx'
import { IntegrationDialog } from './integration-dialog.tsx'
import { useCloseOverlay } from '../../ui/use-close-overlay.ts'

const list = getRouteApi('/signed-in/integrations')

export function NewIntegration() {
  const navigate = list.useNavigate()
  const close = useCloseOverlay(
    () => void navigate({ to: '/integrations', search: (search) => search, replace: true }),
  )
  return (
    <IntegrationDialog
      integration={null}
      onClose={close}
      onSaved={({ id, name }) => {
        announce(`${name} is created.`)
        void navigate({ to: '/integrations/$integrationId', params: { integrationId: id }, replace: true })
      }}
    />
  )
}
