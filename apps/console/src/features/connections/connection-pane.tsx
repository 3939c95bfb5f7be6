import type { ApplicationDefinition } from '@patchbay/applications/definition'
import type { Connection } from '@patchbay/contracts/connection'
import { useQuery } from '@tanstack/react-query'
import { type SubmitEvent, Suspense, lazy, useRef, useState } from 'react'
import { FormProvider } from 'react-hook-form'
import { applicationQueries } from '../../api/applications.ts'
import { Drawer } from '../../ui/drawer.tsx'
import { Monogram } from '../../ui/monogram.tsx'
import { ApplicationFailure } from './application-failure.tsx'
import { ConnectionForm } from './connection-form.tsx'
import styles from './connection-form.module.css'
import type { DraftKey } from './draft.ts'
import { FormSubjectProvider } from './form-context.ts'
import { FormNotices } from './form-notices.tsx'
import { viewToShow } from './form-views.ts'
import { focusDetails, focusFirstFault } from './pane-focus.ts'
import { NamingFooter, PaneFooter, SuccessFooter } from './pane-footer.tsx'
import { SandboxOffer } from './sandbox-offer.tsx'
import { useConnectionPane } from './use-connection-pane.ts'
import { useFormView } from './use-form-view.ts'
import { useNameFirst } from './use-name-first.ts'

const authorizationPanel = () => import('./authorization-panel.tsx')
const WaitingPanel = lazy(async () => ({ default: (await authorizationPanel()).WaitingPanel }))
const FailureNotice = lazy(async () => ({ default: (await authorizationPanel()).FailureNotice }))
const DiscardDialog = lazy(async () => ({ default: (await import('./discard-dialog.tsx')).DiscardDialog }))
const SuccessPanel = lazy(async () => ({ default: (await import('./success-panel.tsx')).SuccessPanel }))
const TokenHostDialog = lazy(async () => ({
  default: (await import('./token-host-dialog.tsx')).TokenHostDialog,
}))

export interface ConnectionPaneProps {
  title: string
  definition: ApplicationDefinition
  /** Null: to be created. */
  connection: Connection | null
  draftKey: DraftKey
  onCreated: (connection: Connection) => void
  onClose: () => void
  onOpenConnection: (connection: Connection) => void
}

/** The pane in which a connection is created or changed, and authorized. */
export function ConnectionPane(props: ConnectionPaneProps) {
  const { title, definition, connection, onClose, onOpenConnection } = props
  const application = useQuery(applicationQueries.detail(definition.id))
  const body = useRef<HTMLFormElement>(null)
  const [asking, setAsking] = useState(false)
  const { view, show } = useFormView()
  function focusFault(faulty: readonly string[]) {
    const other = viewToShow(definition, view, faulty)
    if (other !== null) show(other)
    focusFirstFault(body.current)
  }
  // Once it is drawn.
  const focusRest = () => setTimeout(() => focusDetails(body.current))
  const pane = useConnectionPane({ ...props, application: application.data, focusFirstFault: focusFault })
  const isNew = connection === null
  const { naming, next } = useNameFirst({
    definition,
    pane,
    isNew,
    focusRest,
    focusFirstFault: () => focusFault([]),
  })
  const { journey } = pane
  const { step } = journey.state
  const succeeded = step === 'succeeded' && connection !== null
  const away = ['opening', 'waiting', 'device'].includes(step) || succeeded

  function close() {
    if (pane.isDirty() && !succeeded) setAsking(true)
    else onClose()
  }

  function footer() {
    if (succeeded) return <SuccessFooter onDone={onClose} onOpen={() => onOpenConnection(connection)} />
    if (away) return undefined
    if (naming) return <NamingFooter onNext={() => void next()} onCancel={close} />
    return <PaneFooter saving={pane.saving} onSave={pane.submit} onCancel={close} />
  }

  function handleEnter(event: SubmitEvent) {
    event.preventDefault()
    if (naming) void next()
  }

  const subject = { definition, application: application.data, connection }

  return (
    <FormProvider {...pane.form}>
      <FormSubjectProvider value={subject}>
        <Drawer
          open
          onRequestClose={close}
          title={title}
          subtitle={definition.name}
          icon={<Monogram text={definition.monogram.text} color={definition.monogram.color} />}
          footer={footer()}
        >
          {away && !succeeded && (
            <Suspense>
              <WaitingPanel journey={journey} onTryAgain={() => pane.submit('authorize')} />
            </Suspense>
          )}
          {succeeded && (
            <Suspense>
              <SuccessPanel connection={connection} />
            </Suspense>
          )}
          <form ref={body} hidden={away} noValidate onSubmit={handleEnter}>
            <div className={styles['notices']}>
              {journey.state.step === 'failed' && (
                <Suspense>
                  <FailureNotice
                    error={journey.state.error}
                    kept={connection?.status === 'draft' ? 'Saved as a draft.' : 'The connection is saved.'}
                    onTryAgain={() => pane.submit('authorize')}
                  />
                </Suspense>
              )}
              <ApplicationFailure id={definition.id} />
              <FormNotices pane={pane} definition={definition} connection={connection} />
              <SandboxOffer />
            </div>
            <div>
              <ConnectionForm naming={naming} />
            </div>
          </form>
        </Drawer>
        {pane.askedTokenHost !== null && (
          <Suspense>
            <TokenHostDialog host={pane.askedTokenHost} onAnswer={pane.answerTokenHost} />
          </Suspense>
        )}
        {asking && (
          <Suspense>
            <DiscardDialog
              onKeep={() => setAsking(false)}
              onDiscard={() => {
                pane.discard()
                onClose()
              }}
            />
          </Suspense>
        )}
      </FormSubjectProvider>
    </FormProvider>
  )
}
