import type { Connection } from '@patchbay/contracts/connection'
import type { ReactNode } from 'react'
import { Button } from '../../ui/button.tsx'
import { FailureNotice, WaitingPanel } from './authorization-panel.tsx'
import styles from './connection-page.module.css'
import { statusReason } from './status.ts'
import { StatusChip } from './status-chip.tsx'
import { SuccessPanel } from './success-panel.tsx'
import type { AuthorizationJourney } from './use-authorization.ts'

interface AuthorizationSectionProps {
  connection: Connection
  journey: AuthorizationJourney
  onAuthorize: () => void
  /** How somebody else can sign in. */
  elsewhere: ReactNode
}

/** How the connection stands, why, and the way back online; while it is authorized, how that goes. */
export function AuthorizationSection(props: AuthorizationSectionProps) {
  const { connection, journey, onAuthorize, elsewhere } = props
  const { state } = journey
  return (
    <section className={styles['standing']} aria-label="Status">
      <div className={styles['status']}>
        <StatusChip connection={connection} />
        <span className={styles['reason']} dir="auto">
          {statusReason(connection)}
        </span>
        {elsewhere}
        {state.step !== 'waiting' && state.step !== 'device' && (
          <Button
            variant={connection.status === 'online' ? 'secondary' : 'primary'}
            busy={state.step === 'opening'}
            onClick={onAuthorize}
          >
            {connection.status === 'draft' ? 'Authorize' : 'Authorize again'}
          </Button>
        )}
      </div>
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
