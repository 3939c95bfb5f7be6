import type { Connection } from '@patchbay/contracts/connection'
import { useQueryClient } from '@tanstack/react-query'
import { isApiError } from '../../api/api-error.ts'
import { errorText } from '../../api/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import panel from './authorization-panel.module.css'
import type { ConnectionFormValues } from './form-values.ts'
import { connectionQueries } from './queries.ts'
import type { ConnectionPaneHandle } from './use-connection-pane.ts'

export function SaveFailure({ error }: { error: unknown }) {
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

export function StaleNotice({ pane, connection, onReplaced }: StaleNoticeProps) {
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
