import { EditConnectionPane } from '../features/connections/edit-connection-pane.tsx'
import { PanePartsContext } from '../features/connections/pane-parts.ts'
import { paneParts } from './pane-parts.ts'

export function EditConnectionRoute() {
  return (
    <PanePartsContext value={paneParts}>
      <EditConnectionPane />
    </PanePartsContext>
  )
}
