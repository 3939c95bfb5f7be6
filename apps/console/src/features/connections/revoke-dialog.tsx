import type { Connection } from '@patchbay/contracts/connection'
import { useMutation, useQuery } from '@tanstack/react-query'
import { errorText } from '../../api/error-text.ts'
import { announce } from '../../ui/announce.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { givesToken } from './gives-token.ts'
import { connectionMutations } from './queries.ts'
import styles from './used-by.module.css'
import { usesQuery } from './uses-queries.ts'
import { usesText } from './uses-text.ts'

const tokens =
  'Its tokens are revoked at the application where that is possible, and forgotten here. Programs get no token'
const session =
  'Its session at the application is ended where there is one. Programs can send no requests through it'

interface RevokeDialogProps {
  connection: Connection
  open: boolean
  onClose: () => void
}

export function RevokeDialog({ connection, open, onClose }: RevokeDialogProps) {
  const revoke = useMutation(connectionMutations.revoke())
  const { data: uses } = useQuery({ ...usesQuery(connection.id), enabled: open })
  function confirm() {
    revoke.mutate(connection.id, {
      onSuccess: ({ detail }) => {
        announce(detail)
        onClose()
      },
    })
  }
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={`Revoke the access of ${connection.name}?`}
      confirmLabel="Revoke"
      danger
      busy={revoke.isPending}
      error={revoke.error === null ? undefined : errorText(revoke.error).detail}
      onConfirm={confirm}
    >
      <div className={styles['said']}>
        <p>
          {givesToken(connection) ? tokens : session} until somebody authorizes it again. The settings stay.
        </p>
        {uses !== undefined && uses.total > 0 && <p>It is used by {usesText(uses)}.</p>}
      </div>
    </ConfirmDialog>
  )
}
