import type { Integration } from '@patchbay/contracts/integrations'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useMay } from '../../api/use-may.ts'
import { Button } from '../../ui/button.tsx'
import { DeleteIntegrationDialog } from './delete-integration-dialog.tsx'
import styles from './integrations.module.css'

const route = getRouteApi('/signed-in/integrations/$integrationId')

export function IntegrationActions({ integration }: { integration: Integration }) {
  const may = useMay('manage')
  const navigate = route.useNavigate()
  const [deleting, setDeleting] = useState(false)
  function edit() {
    void navigate({
      to: '/integrations/$integrationId/edit',
      params: { integrationId: integration.id },
      state: { paneDepth: 1 },
      resetScroll: false,
    })
  }
  if (!may) return null
  return (
    <div className={styles['pageActions']}>
      <Button onClick={edit}>Edit</Button>
      <Button variant="danger" onClick={() => setDeleting(true)}>
        Delete
      </Button>
      {deleting && (
        <DeleteIntegrationDialog
          integration={integration}
          onDeleted={() => void navigate({ to: '/integrations', search: {}, replace: true })}
          onClose={() => setDeleting(false)}
        />
      )}
    </div>
  )
}
