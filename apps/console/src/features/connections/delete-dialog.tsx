import type { Connection } from '@patchbay/contracts/connection'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Suspense, lazy, useState } from 'react'
import { isApiError } from '../../api/api-error.ts'
import { errorText } from '../../api/error-text.ts'
import { announce } from '../../ui/announce.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import type { Option } from '../../ui/option.ts'
import { UsesList } from './uses-list.tsx'
import styles from './used-by.module.css'
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

  function choose(option: Option) {
    setInstead(option)
    // What was refused before is another question.
    remove.reset()
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
            <UseInstead connection={connection} uses={uses} value={instead} onChange={choose} />
          </Suspense>
        )
      }
      confirmLabel={chosen === null ? 'Delete' : 'Replace everywhere, then delete'}
      danger
      busy={remove.isPending}
      error={remove.error === null ? undefined : failureText(remove.error, inUse)}
      onConfirm={confirm}
    >
      <div className={styles['said']}>
        <p>Its settings and tokens are deleted for good. Programs that use it are refused from then on.</p>
        {inUse && (
          <>
            <p>It is used by {usesText(uses)}:</p>
            <UsesList uses={uses} />
          </>
        )}
      </div>
    </ConfirmDialog>
  )
}

/** So many users are named in the refusal as well; more of them only above it. */
const maxRepeated = 3

function failureText(error: Error, isNamed: boolean): string {
  if (isNamed && isApiError(error, 'in_use') && error.fieldErrors.length > maxRepeated)
    return 'The connection is in use. Choose what is used instead, or take it away from what is named above.'
  return errorText(error).detail
}
