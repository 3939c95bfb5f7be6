import type { ApplicationDefinition } from '@patchbay/applications/definition'
import type { Connection } from '@patchbay/contracts/connection'
import { useQueryClient } from '@tanstack/react-query'
import { Suspense, lazy, useState } from 'react'
import { useWatch } from 'react-hook-form'
import { isApiError } from '../../api/api-error.ts'
import { errorText } from '../../api/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import panel from './authorization-panel.module.css'
import { type ConnectionFormValues, copyOf } from './form-values.ts'
import { connectionQueries } from './queries.ts'
import { changesThatNeedASignIn } from './reauthorization.ts'
import type { ConnectionPaneHandle } from './use-connection-pane.ts'

const TypedValues = lazy(async () => ({ default: (await import('./typed-values.tsx')).TypedValues }))

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
      {stale && <StaleNotice pane={pane} connection={connection} onReplaced={setReplaced} />}
      {replaced !== null && (
        <Suspense>
          <TypedValues typed={replaced} definition={definition} />
        </Suspense>
      )}
      {pane.failure !== null && !stale && <Failure error={pane.failure} />}
      {connection !== null && connection.status !== 'draft' && (
        <ReauthorizationNotice pane={pane} definition={definition} />
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

function Failure({ error }: { error: unknown }) {
  const { title, detail, code } = errorText(error)
  const others = isApiError(error) ? error.fieldErrors : []
  return (
    <Notice tone="bad" role="alert" title={title}>
      <p>{detail}</p>
      {others.map(({ path, message }) => (
        <p key={path}>{message}</p>
      ))}
      <p className={panel['code']}>{code}</p>
    </Notice>
  )
}

interface StaleNoticeProps {
  pane: ConnectionPaneHandle
  connection: Connection
  onReplaced: (typed: ConnectionFormValues) => void
}

function StaleNotice({ pane, connection, onReplaced }: StaleNoticeProps) {
  const client = useQueryClient()
  async function loadCurrent() {
    const fresh = await client.fetchQuery({ ...connectionQueries.detail(connection.id), staleTime: 0 })
    onReplaced(pane.form.getValues())
    pane.loadCurrent(fresh)
  }
  return (
    <Notice
      tone="warn"
      role="alert"
      title="Someone else changed this connection while you were editing"
      action={<Button onClick={() => void loadCurrent()}>Load the current version</Button>}
    >
      Nothing was saved. Load the current version, then make your changes again; what you typed stays in view.
      <p className={panel['code']}>stale_version</p>
    </Notice>
  )
}

function ReauthorizationNotice({ pane, definition }: Pick<FormNoticesProps, 'pane' | 'definition'>) {
  const values = useWatch({ control: pane.form.control, compute: copyOf })
  const changed = changesThatNeedASignIn(definition, pane.saved, values)
  if (changed.length === 0) return null
  return (
    <Notice tone="warn" role="status" title="The connection must be authorized again">
      You changed the {changed.join(', ').replace(/, ([^,]*)$/, ' and $1')}. Its token does not hold for that:
      choose Save &amp; authorize and sign in.
    </Notice>
  )
}
