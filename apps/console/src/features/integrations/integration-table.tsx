import type { ListedIntegration } from '@patchbay/contracts/integrations'
import { useState } from 'react'
import { useMay } from '../../api/use-may.ts'
import { HeadedTable } from '../../ui/headed-table.tsx'
import { DeleteIntegrationDialog } from './delete-integration-dialog.tsx'
import { IntegrationRow } from './integration-row.tsx'
import styles from './integrations.module.css'

const columns = [
  ['Name', 'name'],
  ['Flows', 'count'],
  ['Connections', 'count'],
  ['Offline', 'offline'],
  ['Last change', 'changed'],
  ['Actions', 'actions'],
] as const

export function IntegrationTable({ integrations }: { integrations: readonly ListedIntegration[] }) {
  const may = useMay('manage')
  const [deleting, setDeleting] = useState<ListedIntegration | null>(null)
  return (
    <>
      <HeadedTable columns={may ? columns : columns.filter(([, name]) => name !== 'actions')} styles={styles}>
        {integrations.map((each) => (
          <IntegrationRow key={each.id} integration={each} onDelete={() => setDeleting(each)} />
        ))}
      </HeadedTable>
      {deleting !== null && (
        <DeleteIntegrationDialog
          integration={deleting}
          onDeleted={() => setDeleting(null)}
          onClose={() => setDeleting(null)}
        />
      )}
    </>
  )
}
