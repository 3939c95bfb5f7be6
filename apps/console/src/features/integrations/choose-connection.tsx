import { useMutation, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { isApiError } from '../../api/api-error.ts'
import { errorText } from '../../api/error-text.ts'
import { announce } from '../../ui/announce.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import styles from './choices.module.css'
import { flowMutations, integrationQueries } from './queries.ts'
import { RegisteredChoices } from './registered-choices.tsx'
import type { Target } from './use-step-journey.ts'

interface ChooseConnectionProps {
  integrationId: string
  target: Target
  /** For a new connection. */
  applications: ReactNode
  onUsed: () => void
}

/** The first page of the pane over a flow: what is registered, then the applications. */
export function ChooseConnection({ integrationId, target, applications, onUsed }: ChooseConnectionProps) {
  const { flowId, stepId } = target
  const { data: flow, error, refetch } = useQuery(integrationQueries.flow(flowId))
  const update = useMutation(flowMutations.updateStep())
  if (flow === undefined) {
    if (error === null) return <Skeleton height={44} lines={6} />
    return <ErrorState {...errorText(error)} onRetry={() => void refetch()} />
  }
  const { version, steps } = flow
  const step = steps.find(({ id }) => id === stepId)
  if (step === undefined) {
    return <ErrorState title="There is no such step" detail="It may have been removed from the flow." />
  }

  function choose({ id: connectionId, name }: { id: string; name: string }) {
    update.mutate(
      { id: flowId, stepId, connectionId, version },
      {
        onSuccess: () => {
          announce(`The step uses ${name} now.`)
          onUsed()
        },
      },
    )
  }

  return (
    <div className={styles['pages']}>
      <section className={styles['part']} aria-labelledby="registered">
        <div id="registered" className={styles['title']}>
          Registered connections
        </div>
        <Refusal error={update.error} />
        <RegisteredChoices
          integrationId={integrationId}
          application={step.application}
          without={step.connectionId}
          none="None fits yet. One that is created below is registered by itself."
          busy={update.isPending}
          onChoose={choose}
        />
      </section>
      <section className={styles['part']} aria-labelledby="another">
        <div id="another" className={styles['title']}>
          A new one
        </div>
        {applications}
      </section>
    </div>
  )
}

function Refusal({ error }: { error: Error | null }) {
  if (error === null) return null
  const { title, detail } = errorText(error)
  if (!isApiError(error, 'stale_version')) {
    return (
      <Notice tone="bad" role="alert" title={title}>
        {detail}
      </Notice>
    )
  }
  return (
    <Notice tone="warn" role="alert" title={title}>
      The step has not been changed. Behind this pane is the flow as it is now: choose again, or close to see
      it.
    </Notice>
  )
}
