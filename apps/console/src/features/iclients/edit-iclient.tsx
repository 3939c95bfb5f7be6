import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { isApiError } from '../../api/api-error.ts'
import { errorText } from '../../api/error-text.ts'
import { announce } from '../../ui/announce.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { IClientDialog } from './iclient-dialog.tsx'
import { iClientQueries } from './queries.ts'
import { useCloseDialog } from './use-close-dialog.ts'

const route = getRouteApi('/signed-in/iclients/$iClientId/edit')

export function EditIClient() {
  const { iClientId } = route.useParams()
  const close = useCloseDialog()
  const { data, error, refetch } = useQuery(iClientQueries.detail(iClientId))
  if (data !== undefined) {
    return (
      <IClientDialog
        key={iClientId}
        iClient={data}
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
    <Dialog open onOpenChange={(open) => !open && close()} title="Edit iClient">
      {isApiError(error, 'not_found') ? (
        <p>There is no such iClient. It may have been deleted.</p>
      ) : (
        <ErrorState {...errorText(error)} onRetry={() => void refetch()} />
      )}
    </Dialog>
  )
}
