import { type ReactNode, Suspense, lazy, useEffect, useRef } from 'react'
import { Button } from '../../ui/button.tsx'
import { ExternalIcon } from '../../ui/icons.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import styles from './authorization-panel.module.css'
import type { AuthorizationJourney, AuthorizationState } from './use-authorization.ts'
import type { AuthorizationFailure } from './use-authorization-outcome.ts'

const DevicePanel = lazy(async () => ({ default: (await import('./device-panel.tsx')).DevicePanel }))

interface WaitingProps {
  journey: AuthorizationJourney
  onTryAgain: () => void
}

/** What is shown while the admin signs in elsewhere. */
export function WaitingPanel({ journey, onTryAgain }: WaitingProps) {
  const { state, showWindow, cancel } = journey
  if (state.step === 'opening') {
    const next = state.inWindow ? 'opening the sign-in window' : 'signing in'
    return <Panel title={`Saving, then ${next}`} spinner />
  }
  if (state.step === 'device') {
    return (
      <Suspense fallback={<Panel title="Getting a code" spinner />}>
        <DevicePanel device={state.device} onCancel={cancel} />
      </Suspense>
    )
  }
  if (state.step !== 'waiting') return null
  const stop = (
    <Button variant="quiet" onClick={cancel}>
      Cancel waiting
    </Button>
  )
  if (state.window === 'blocked') return <Blocked state={state} onOpen={showWindow} stop={stop} />
  if (state.window === 'closed') {
    return (
      <Panel
        title="The sign-in window was closed"
        actions={
          <>
            <Button variant="primary" onClick={onTryAgain}>
              Try again
            </Button>
            {stop}
          </>
        }
      >
        If it is still open somewhere, go on there: this page notices when you have signed in.
      </Panel>
    )
  }
  return (
    <Panel
      title="Sign in in the window that opened"
      spinner
      actions={
        <>
          <Button onClick={showWindow}>
            {state.window === 'unknown' ? 'Open the sign-in window' : 'Show the window'}
          </Button>
          {stop}
        </>
      }
    >
      Sign in there and consent to the scopes. This page goes on by itself.
    </Panel>
  )
}

interface BlockedProps {
  state: Extract<AuthorizationState, { step: 'waiting' }>
  onOpen: () => void
  stop: ReactNode
}

function Blocked({ state, onOpen, stop }: BlockedProps) {
  return (
    <Panel
      title="Your browser blocked the window"
      actions={
        <>
          <Button variant="primary" onClick={onOpen}>
            Open the sign-in window
          </Button>
          {stop}
        </>
      }
    >
      <p>Open it with the button, or allow windows for this address in your browser.</p>
      <p>
        Or{' '}
        <a href={state.authorizationUrl} target="_blank" rel="noreferrer">
          sign in in a new tab
          <ExternalIcon />
        </a>
      </p>
    </Panel>
  )
}

interface PanelProps {
  title: string
  spinner?: boolean
  children?: ReactNode
  actions?: ReactNode
}

function Panel({ title, spinner = false, children, actions }: PanelProps) {
  return (
    <div className={styles['panel']}>
      {spinner && (
        <span className={styles['spinner']}>
          <Spinner />
        </span>
      )}
      <div role="status">
        <h3 className={styles['title']}>{title}</h3>
        {children !== undefined && <div className={styles['text']}>{children}</div>}
      </div>
      {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
    </div>
  )
}

interface FailureProps {
  error: AuthorizationFailure
  /** What became of the connection. */
  kept: string
  onTryAgain: () => void
}

export function FailureNotice({ error, kept, onTryAgain }: FailureProps) {
  const tryAgain = useRef<HTMLButtonElement>(null)
  // What had the focus, the waiting panel, has gone.
  useEffect(() => tryAgain.current?.focus(), [error])
  return (
    <Notice
      tone="bad"
      role="alert"
      title={error.message}
      action={
        <Button ref={tryAgain} onClick={onTryAgain}>
          Try again
        </Button>
      }
    >
      {error.description !== null && error.description !== '' && (
        <p className={styles['words']} dir="auto">
          {error.description.slice(0, 300)}
        </p>
      )}
      <p>{kept}</p>
      <p className={styles['code']}>{error.code}</p>
    </Notice>
  )
}
