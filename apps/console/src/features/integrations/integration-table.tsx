import type { ListedIntegration } from '@patchbay/contracts/integrations'
import { useState } from 'react'
import { Table } from '../../ui/table.tsx'
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
  const [deleting, setDeleting] = useState<ListedIntegration | null>(null)
  return (
    <>
      <Table className={styles['table']}>
        <thead>
          <tr>
            {columns.map(([label, name]) => (
              <th key={label} scope="col" className={styles[name]}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {integrations.map((each) => (
            <IntegrationRow key={each.id} integration={each} onDelete={() => setDeleting(each)} />
          ))}
        </tbody>
      </Table>
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
