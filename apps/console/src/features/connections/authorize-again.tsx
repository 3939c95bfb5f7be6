import { findApplication } from '@patchbay/applications/catalogue'
import type { Connection } from '@patchbay/contracts/connection'
import { useQuery } from '@tanstack/react-query'
import { Suspense, lazy, useState } from 'react'
import { errorText } from '../../api/error-text.ts'
import { useMay } from '../../api/use-may.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import styles from './authorize-again.module.css'
import { signsInInWindow } from './counting-parts.ts'
import { valuesOf } from './form-values.ts'
import { connectionQueries } from './queries.ts'
import { useAuthorization } from './use-authorization.ts'

const panel = () => import('./authorization-panel.tsx')
const WaitingPanel = lazy(async () => ({ default: (await panel()).WaitingPanel }))
const FailureNotice = lazy(async () => ({ default: (await panel()).FailureNotice }))

interface AuthorizeAgainProps {
  connection: Pick<Connection, 'id' | 'status'>
}

/** Where that is not known yet, a window that turns out not to be needed closes by itself. */
function needsWindow(connection: Connection | undefined): boolean {
  if (connection === undefined) return true
  const definition = findApplication(connection.application)
  return definition === undefined || signsInInWindow(definition, valuesOf(definition, connection))
}

/** The way back online where a connection is used. It stays for the end of the journey, when it is online again. */
export function AuthorizeAgain({ connection: { id, status } }: AuthorizeAgainProps) {
  const may = useMay('manage')
  const [isNear, setNear] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const { data } = useQuery({ ...connectionQueries.detail(id), enabled: isNear })
  const journey = useAuthorization({ connectionId: id, windowKey: id })
  const { state } = journey
  const near = () => setNear(true)

  function authorize() {
    setFailure(null)
    journey.begin(async () => id, needsWindow(data)).catch(setFailure)
  }

  if (status === 'online' || !may) return null
  const isAway = ['waiting', 'device', 'succeeded'].includes(state.step)
  return (
    <div className={styles['again']}>
      {!isAway && (
        <Button busy={state.step === 'opening'} onPointerEnter={near} onFocus={near} onClick={authorize}>
          {status === 'draft' ? 'Authorize' : 'Authorize again'}
        </Button>
      )}
      {failure !== null && (
        <Notice tone="bad" role="alert">
          {errorText(failure).detail}
        </Notice>
      )}
      <Suspense>
        {(state.step === 'waiting' || state.step === 'device') && (
          <WaitingPanel journey={journey} onTryAgain={authorize} />
        )}
        {state.step === 'failed' && (
          <FailureNotice error={state.error} kept="The connection stays as it was." onTryAgain={authorize} />
        )}
      </Suspense>
    </div>
  )
}
