import type { ApplicationDefinition } from '@patchbay/applications/definition'
import type { Connection } from '@patchbay/contracts/connection'
import { Suspense, lazy, useState } from 'react'
import { isApiError } from '../../api/api-error.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { ConnectionFormValues } from './form-values.ts'
import type { ConnectionPaneHandle } from './use-connection-pane.ts'

const TypedValues = lazy(async () => ({ default: (await import('./typed-values.tsx')).TypedValues }))
const SavedNotices = lazy(async () => ({ default: (await import('./saved-notices.tsx')).SavedNotices }))
const saveFailures = () => import('./save-failures.tsx')
const SaveFailure = lazy(async () => ({ default: (await saveFailures()).SaveFailure }))
const StaleNotice = lazy(async () => ({ default: (await saveFailures()).StaleNotice }))

interface FormNoticesProps {
  pane: ConnectionPaneHandle
  definition: ApplicationDefinition
  connection: Connection | null
}

/** Everything the pane has to say that belongs to no field. */
export function FormNotices({ pane, definition, connection }: FormNoticesProps) {
  const [replaced, setReplaced] = useState<ConnectionFormValues | null>(null)
  const stale = isApiError(pane.failure, 'stale_version') && connection !== null
  return (
    <>
      {pane.restored && replaced === null && <RestoredNotice pane={pane} />}
      {stale && (
        <Suspense>
          <StaleNotice pane={pane} connection={connection} onReplaced={setReplaced} />
        </Suspense>
      )}
      {replaced !== null && (
        <Suspense>
          <TypedValues typed={replaced} definition={definition} />
        </Suspense>
      )}
      {pane.failure !== null && !stale && (
        <Suspense>
          <SaveFailure error={pane.failure} />
        </Suspense>
      )}
      {connection !== null && (
        <Suspense>
          <SavedNotices connection={connection} saved={pane.saved} definition={definition} />
        </Suspense>
      )}
    </>
  )
}

function RestoredNotice({ pane }: { pane: ConnectionPaneHandle }) {
  return (
    <Notice
      tone="info"
      role="status"
      title="What you typed earlier is back"
      action={<Button onClick={pane.startOver}>Start over</Button>}
    />
  )
}
