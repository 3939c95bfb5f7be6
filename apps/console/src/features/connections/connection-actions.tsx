import type { Connection } from '@patchbay/contracts/connection'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { isApiError } from '../../api/api-error.ts'
import { errorText } from '../../api/error-text.ts'
import { useMay } from '../../api/use-may.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import styles from './connection-page.module.css'
import { DeleteDialog } from './delete-dialog.tsx'
import { factsWithTokens } from './facts-with-tokens.ts'
import { connectionMutations } from './queries.ts'
import { RevokeDialog } from './revoke-dialog.tsx'

const ImportTokensDialog = lazy(async () => ({
  default: (await import('./import-tokens-dialog.tsx')).ImportTokensDialog,
}))

interface ConnectionActionsProps {
  connection: Connection
}

export function ConnectionActions({ connection }: ConnectionActionsProps) {
  const may = useMay('manage')
  const [asking, setAsking] = useState<'import' | 'revoke' | 'delete' | null>(null)
  const test = useMutation(connectionMutations.test())
  if (!may) return null
  const { id } = connection
  // What a test said holds no longer once the connection was revoked, changed or authorized again.
  const isOnline = connection.status === 'online'
  const close = () => setAsking(null)
  return (
    <>
      <div className={styles['actions']}>
        <Button busy={test.isPending} onClick={() => test.mutate(id)}>
          Test
        </Button>
        <Link
          to="/connections/$connectionId/edit"
          params={{ connectionId: id }}
          state={{ paneDepth: 1 }}
          preload="intent"
          resetScroll={false}
          className={buttonClass('secondary')}
        >
          Edit
        </Link>
        {!isOnline && factsWithTokens(connection) !== null && (
          <Button onClick={() => setAsking('import')}>Import existing tokens</Button>
        )}
        <Button aria-disabled={connection.token === null && !isOnline} onClick={() => setAsking('revoke')}>
          Revoke
        </Button>
        <Button variant="danger" onClick={() => setAsking('delete')}>
          Delete
        </Button>
      </div>
      {test.data !== undefined && isOnline && (
        <Notice
          tone={test.data.ok ? 'ok' : 'warn'}
          role="status"
          title={test.data.ok ? 'The test call succeeded' : 'The test call failed'}
        >
          <span dir="auto">{test.data.detail}</span> It took {Math.round(test.data.durationMs)} ms
          {test.data.status === null ? '.' : `, status ${test.data.status}.`}
        </Notice>
      )}
      {test.error !== null && !(isOnline && isApiError(test.error, 'not_authorized_yet')) && (
        <TestFailure error={test.error} />
      )}
      {asking === 'import' && (
        <Suspense fallback={null}>
          <ImportTokensDialog connection={connection} onClose={close} />
        </Suspense>
      )}
      <RevokeDialog connection={connection} open={asking === 'revoke'} onClose={close} />
      <DeleteDialog connection={connection} open={asking === 'delete'} onClose={close} />
    </>
  )
}

function TestFailure({ error }: { error: Error }) {
  const { title, detail, code } = errorText(error)
  const tone = isApiError(error, 'not_authorized_yet') ? 'info' : 'bad'
  return (
    <Notice tone={tone} role="alert" title={title}>
      {detail} <span className={styles['code']}>{code}</span>
    </Notice>
  )
}
