import type { IClient } from '@patchbay/contracts/iclients'
import { useState } from 'react'
import { useMay } from '../../api/use-may.ts'
import { HeadedTable } from '../../ui/headed-table.tsx'
import { DeleteIClientDialog } from './delete-iclient-dialog.tsx'
import { IClientRow } from './iclient-row.tsx'
import styles from './iclients.module.css'
import { RotateSecretDialog } from './rotate-secret-dialog.tsx'

const columns = [
  ['Name', 'name'],
  ['Application', 'application'],
  ['Client ID', 'clientIdColumn'],
  ['Used by', 'users'],
  ['Created', 'created'],
  ['Secret age', 'age'],
  ['Actions', 'actions'],
] as const

interface Open {
  readonly dialog: 'delete' | 'rotate'
  readonly id: string
}

export function IClientTable({ iClients }: { iClients: readonly IClient[] }) {
  const may = useMay('manage')
  const [open, setOpen] = useState<Open | null>(null)
  // As the list has it now: what a dialog changes is the version of the last answer.
  const subject = iClients.find(({ id }) => id === open?.id)
  const close = () => setOpen(null)
  return (
    <>
      <HeadedTable columns={may ? columns : columns.filter(([, name]) => name !== 'actions')} styles={styles}>
        {iClients.map((iClient) => (
          <IClientRow
            key={iClient.id}
            iClient={iClient}
            onRotate={() => setOpen({ dialog: 'rotate', id: iClient.id })}
            onDelete={() => setOpen({ dialog: 'delete', id: iClient.id })}
          />
        ))}
      </HeadedTable>
      {open?.dialog === 'delete' && subject !== undefined && (
        <DeleteIClientDialog iClient={subject} onClose={close} />
      )}
      {open?.dialog === 'rotate' && subject !== undefined && (
        <RotateSecretDialog iClient={subject} onClose={close} />
      )}
    </>
  )
}
