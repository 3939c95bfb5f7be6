import type { Connection } from '@patchbay/contracts/connection'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { isApiError } from '../../api/api-error.ts'
import { errorText } from '../../api/error-text.ts'
import { announce } from '../../ui/announce.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import styles from './connection-page.module.css'
import { connectionMutations, connectionQueries } from './queries.ts'

interface DeleteDialogProps {
  connection: Connection
  open: boolean
  onClose: () => void
}

/** Asks before deleting, and names what uses the connection. */
export function DeleteDialog({ connection, open, onClose }: DeleteDialogProps) {
  const navigate = useNavigate()
  const others = useQuery({ ...connectionQueries.lenders(connection.application), enabled: open })
  const borrowers = (others.data ?? [])
    .filter((each) => each.advanced.borrowConcurrencyFrom === connection.id)
    .map((each) => each.name)
  const remove = useMutation(connectionMutations.remove())

  function confirm() {
    remove.mutate(connection.id, {
      onSuccess: () => {
        announce(`${connection.name} is deleted.`)
        void navigate({ to: '/connections', replace: true })
      },
    })
  }

  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={`Delete ${connection.name}?`}
      confirmLabel="Delete"
      danger
      busy={remove.isPending}
      error={remove.error === null ? undefined : failureText(remove.error)}
      onConfirm={confirm}
    >
      <p>Its settings and tokens are deleted for good. Programs that use it are refused from then on.</p>
      {borrowers.length > 0 && <Users names={borrowers} />}
    </ConfirmDialog>
  )
}

function Users({ names }: { names: readonly string[] }) {
  return (
    <>
      <p>These connections borrow their concurrency from it. Change them first:</p>
      <ul className={styles['users']}>
        {names.map((name) => (
          <li key={name} dir="auto">
            {name}
          </li>
        ))}
      </ul>
    </>
  )
}

function failureText(error: Error): string {
  const { detail } = errorText(error)
  if (!isApiError(error, 'in_use')) return detail
  return [detail, ...error.fieldErrors.map((each) => each.message)].join(' ')
}
