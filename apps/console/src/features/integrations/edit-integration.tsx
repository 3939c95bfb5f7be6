import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { announce } from '../../ui/announce.tsx'
import { IntegrationDialog } from './integration-dialog.tsx'
import { integrationQueries } from './queries.ts'
import { useCloseOverlay } from '../../ui/use-close-overlay.ts'

const route = getRouteApi('/signed-in/integrations/$integrationId/edit')

export function EditIntegration() {
  const { integrationId } = route.useParams()
  const navigate = route.useNavigate()
  const { data } = useQuery(integrationQueries.detail(integrationId))
  // What is typed is based on what was read when the dialog opened.
  const [begun] = useState(data)
  const close = useCloseOverlay(
    () => void navigate({ to: '/integrations/$integrationId', params: { integrationId }, replace: true }),
  )
  const integration = begun ?? data
  if (integration === undefined) return null
  return (
    <IntegrationDialog
      integration={integration}
      onClose={close}
      onSaved={({ name }) => {
        announce(`${name} is saved.`)
        close()
      }}
    />
  )
}
