import { EditConnectionPane } from '../features/connections/edit-connection-pane.tsx'
import { IClientPartsContext } from '../features/connections/iclient-parts.ts'
import { iClientParts } from './iclient-parts.ts'

export function EditConnectionRoute() {
  return (
    <IClientPartsContext value={iClientParts}>
      <EditConnectionPane />
    </IClientPartsContext>
  )
}
