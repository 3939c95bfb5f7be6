import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { isApiError } from '../../api/api-error.ts'
import { errorText } from '../../api/error-text.ts'
import { announce } from '../../ui/announce.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { userQueries } from './queries.ts'
import { useCloseDialog } from './use-close-dialog.ts'
import { UserDialog } from './user-dialog.tsx'

const route = getRouteApi('/signed-in/users/$userId/edit')

export function EditUser() {
  const { userId } = route.useParams()
  const close = useCloseDialog()
  const { data, error, refetch } = useQuery(userQueries.detail(userId))
  if (data !== undefined) {
    return (
      <UserDialog
        key={userId}
        user={data}
        onClose={close}
        onSaved={({ name }) => {
          announce(`${name} is saved.`)
          close()
        }}
      />
    )
  }
  if (error === null) return null
  return (
    <Dialog open onOpenChange={(open) => !open && close()} title="Edit user">
      {isApiError(error, 'not_found') ? (
        <p>There is no such user. It may have been deleted.</p>
      ) : (
        <ErrorState {...errorText(error)} onRetry={() => void refetch()} />
      )}
    </Dialog>
  )
}
