import { CreateConnectionPane } from '../features/connections/create-connection-pane.tsx'
import { IClientPartsContext } from '../features/connections/iclient-parts.ts'
import { iClientParts } from './iclient-parts.ts'

export function CreateConnectionRoute() {
  return (
    <IClientPartsContext value={iClientParts}>
      <CreateConnectionPane />
    </IClientPartsContext>
  )
}
