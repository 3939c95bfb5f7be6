import type { RegisteredConnection } from '@patchbay/contracts/integrations'
import { useState } from 'react'
import { useMay } from '../../api/use-may.ts'
import { Table } from '../../ui/table.tsx'
import styles from './connections-tab.module.css'
import { RegisteredRow } from './registered-row.tsx'
import { ReplaceDialog } from './replace-dialog.tsx'
import { useDeregistration } from './use-deregistration.ts'
import { RefusedDeregistration } from './refused-deregistration.tsx'

const columns = [
  ['Name', 'name'],
  ['Application', 'application'],
  ['Status', 'status'],
  ['Used by', 'steps'],
  ['Actions', 'actions'],
] as const

interface RegisteredTableProps {
  integrationId: string
  connections: readonly RegisteredConnection[]
}

export function RegisteredTable({ integrationId, connections }: RegisteredTableProps) {
  const may = useMay('manage')
  const [replacing, setReplacing] = useState<RegisteredConnection | null>(null)
  const { deregister, busyId, refused, dismiss } = useDeregistration(integrationId)
  return (
    <>
      <Table className={styles['table']}>
        <thead>
          <tr>
            {columns
              .filter(([, name]) => may || name !== 'actions')
              .map(([label, name]) => (
                <th key={label} scope="col" className={styles[name]}>
                  {label}
                </th>
              ))}
          </tr>
        </thead>
        <tbody>
          {connections.map((each) => (
            <RegisteredRow
              key={each.id}
              connection={each}
              busy={busyId === each.id}
              onReplace={() => setReplacing(each)}
              onDeregister={() => deregister(each)}
            />
          ))}
        </tbody>
      </Table>
      {refused !== null && (
        <RefusedDeregistration
          {...refused}
          onReplace={() => {
            dismiss()
            setReplacing(refused.connection)
          }}
          onClose={dismiss}
        />
      )}
      {replacing !== null && (
        <ReplaceDialog
          integrationId={integrationId}
          connection={replacing}
          onClose={() => setReplacing(null)}
        />
      )}
    </>
  )
}
