import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { UnreadRecord } from '../../records/unread-record.tsx'
import { announce } from '../../ui/announce.tsx'
import { UserDialog } from './user-dialog.tsx'
import { userQueries } from './queries.ts'
import { useCloseDialog } from './use-close-dialog.ts'

const route = getRouteApi('/signed-in/users/$userId/edit')

export function EditUser() {
  const { userId } = route.useParams()
  const close = useCloseDialog()
  const user = useQuery(userQueries.detail(userId))
  if (user.data === undefined) return <UnreadRecord kind="user" query={user} onClose={close} />
  return (
    <UserDialog
      key={userId}
      user={user.data}
      onClose={close}
      onSaved={({ name }) => {
        announce(`${name} is saved.`)
        close()
      }}
    />
  )
}
