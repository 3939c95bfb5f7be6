import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { UnreadRecord } from '../../records/unread-record.tsx'
import { announce } from '../../ui/announce.tsx'
import { IClientDialog } from './iclient-dialog.tsx'
import { iClientQueries } from './queries.ts'
import { useCloseDialog } from './use-close-dialog.ts'

const route = getRouteApi('/signed-in/iclients/$iClientId/edit')

export function EditIClient() {
  const { iClientId } = route.useParams()
  const close = useCloseDialog()
  const iClient = useQuery(iClientQueries.detail(iClientId))
  if (iClient.data === undefined) return <UnreadRecord kind="iClient" query={iClient} onClose={close} />
  return (
    <IClientDialog
      key={iClientId}
      iClient={iClient.data}
      onClose={close}
      onSaved={({ name }) => {
        announce(`${name} is saved.`)
        close()
      }}
    />
  )
}
