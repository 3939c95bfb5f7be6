import type { Connection } from '@patchbay/contracts/connection'
import { type ReactNode, Suspense, lazy } from 'react'
import { isApiError } from '../../api/api-error.ts'
import { useMay } from '../../api/use-may.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { FailureNotice, WaitingPanel } from './authorization-panel.tsx'
import styles from './connection-page.module.css'
import { statusReason } from './status.ts'
import { StatusChip } from './status-chip.tsx'
import { SuccessPanel } from './success-panel.tsx'
import type { AuthorizationJourney } from './use-authorization.ts'

const SaveFailure = lazy(async () => ({ default: (await import('./save-failures.tsx')).SaveFailure }))

interface AuthorizationSectionProps {
  connection: Connection
  journey: AuthorizationJourney
  /** Of the attempt to begin it; null: there is none. */
  failure: unknown
  onAuthorize: () => void
  /** How somebody else can sign in. */
  elsewhere: ReactNode
}

/** How the connection stands, why, and the way back online; while it is authorized, how that goes. */
export function AuthorizationSection(props: AuthorizationSectionProps) {
  const { connection, journey, failure, onAuthorize, elsewhere } = props
  const { state } = journey
  const may = useMay('manage')
  return (
    <section className={styles['standing']} aria-label="Status">
      <div className={styles['status']}>
        <StatusChip connection={connection} />
        <span className={styles['reason']} dir="auto">
          {statusReason(connection)}
        </span>
        {may && elsewhere}
        {may && state.step !== 'waiting' && state.step !== 'device' && (
          <Button
            variant={connection.status === 'online' ? 'secondary' : 'primary'}
            busy={state.step === 'opening'}
            onClick={onAuthorize}
          >
            {connection.status === 'draft' ? 'Authorize' : 'Authorize again'}
          </Button>
        )}
      </div>
      <Obstacle connection={connection} failure={failure} />
      <WaitingPanel journey={journey} onTryAgain={onAuthorize} />
      {state.step === 'failed' && (
        <FailureNotice
          error={state.error}
          kept={connection.status === 'draft' ? 'Saved as a draft.' : 'The connection stays as it was.'}
          onTryAgain={onAuthorize}
        />
      )}
      {state.step === 'succeeded' && (
        <>
          <SuccessPanel connection={connection} />
          <div>
            <Button onClick={journey.dismiss}>Done</Button>
          </div>
        </>
      )}
    </section>
  )
}

/** What stands in the way of an authorization, or did when it was tried. */
function Obstacle({
  connection: { agent, status },
  failure,
}: Pick<AuthorizationSectionProps, 'connection' | 'failure'>) {
  const isAway = agent?.status === 'offline'
  const isOver = isApiError(failure, 'agent_offline') && !isAway
  if (failure !== null && !isOver) {
    return (
      <Suspense>
        <SaveFailure error={failure} />
      </Suspense>
    )
  }
  if (!isAway || status === 'online') return null
  return (
    <Notice tone="warn" role="note" title={`The agent “${agent.name}” is not connected`}>
      Start it where it is installed before you authorize the connection.
    </Notice>
  )
}
