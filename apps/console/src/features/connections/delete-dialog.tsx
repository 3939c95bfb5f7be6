import type { Connection } from '@patchbay/contracts/connection'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Suspense, lazy, useState } from 'react'
import { errorText } from '../../api/error-text.ts'
import { announce } from '../../ui/announce.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import type { Option } from '../../ui/option.ts'
import { UsesList } from './uses-list.tsx'
import { removeConnection, usesQuery } from './uses-queries.ts'
import { usesText } from './uses-text.ts'

const UseInstead = lazy(async () => ({ default: (await import('./use-instead.tsx')).UseInstead }))

interface DeleteDialogProps {
  connection: Connection
  open: boolean
  onClose: () => void
}

/** Asks before deleting. What is in use can only be deleted once something else is used instead. */
export function DeleteDialog({ connection, open, onClose }: DeleteDialogProps) {
  const navigate = useNavigate()
  const { data: uses } = useQuery({ ...usesQuery(connection.id), enabled: open })
  const [instead, setInstead] = useState<Option | null>(null)
  const remove = useMutation(removeConnection())
  const inUse = uses !== undefined && uses.total > 0
  const chosen = inUse ? instead : null

  function close() {
    setInstead(null)
    remove.reset()
    onClose()
  }

  function confirm() {
    remove.mutate(
      { id: connection.id, instead: chosen?.value },
      {
        onSuccess: () => {
          announce(`${connection.name} is deleted.`)
          void navigate({ to: '/connections', replace: true })
        },
      },
    )
  }

  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(next) => !next && close()}
      title={`Delete ${connection.name}?`}
      choice={
        inUse && (
          <Suspense>
            <UseInstead connection={connection} uses={uses} value={instead} onChange={setInstead} />
          </Suspense>
        )
      }
      confirmLabel={chosen === null ? 'Delete' : 'Replace everywhere, then delete'}
      danger
      busy={remove.isPending}
      error={remove.error === null ? undefined : errorText(remove.error).detail}
      onConfirm={confirm}
    >
      <p>Its settings and tokens are deleted for good. Programs that use it are refused from then on.</p>
      {inUse && (
        <>
          <p>It is used by {usesText(uses)}:</p>
          <UsesList uses={uses} />
        </>
      )}
    </ConfirmDialog>
  )
}
