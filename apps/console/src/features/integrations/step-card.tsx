import type { Flow, Step } from '@patchbay/contracts/flows'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Suspense, use, useState } from 'react'
import { applicationQueries } from '../../api/applications.ts'
import { useMay } from '../../api/use-may.ts'
import { Button } from '../../ui/button.tsx'
import { PlusIcon } from '../../ui/icons.tsx'
import { Monogram } from '../../ui/monogram.tsx'
import { FlowPartsContext } from './flow-parts.ts'
import { Standing, hindrance } from './standing.tsx'
import { StepActions, type StepActionsProps } from './step-actions.tsx'
import styles from './step-card.module.css'
import { kindNames } from './step-names.ts'
import { useOpenStep } from './use-open-step.ts'

/** One step: what it is for, which connection it uses, how that stands, and what can be done with it. */
export function StepCard(props: StepActionsProps) {
  const may = useMay('manage')
  const { flow, index } = props
  const step = flow.steps[index]
  if (step === undefined) return null
  return (
    <div className={styles['card']} data-empty={step.connection === null || undefined}>
      <div className={styles['top']}>
        <span className={styles['kind']}>{kindNames[step.kind]}</span>
        {may && <StepActions {...props} />}
      </div>
      {step.connection === null ? (
        <EmptyStep flow={flow} step={step} />
      ) : (
        <UsedConnection step={step} connection={step.connection} />
      )}
    </div>
  )
}

function useApplication(id: string | null) {
  const { data } = useQuery(applicationQueries.list())
  return data?.items.find((each) => each.id === id)
}

function EmptyStep({ flow, step }: { flow: Flow; step: Step }) {
  const may = useMay('manage')
  const application = useApplication(step.application)
  const openStep = useOpenStep(flow)
  return (
    <div className={styles['empty']}>
      {may ? (
        <Button icon={<PlusIcon />} onClick={() => openStep(step.id)}>
          Add {step.kind}
        </Button>
      ) : (
        <span className={styles['application']}>No connection yet</span>
      )}
      {application !== undefined && <span className={styles['application']}>{application.name}</span>}
    </div>
  )
}

interface UsedConnectionProps {
  step: Step
  connection: NonNullable<Step['connection']>
}

function UsedConnection({ step, connection }: UsedConnectionProps) {
  const application = useApplication(step.application)
  const { AuthorizeAgain } = use(FlowPartsContext)
  const why = hindrance(connection)
  const [wasAway, setWasAway] = useState(why !== null)
  // From then on: the way back has an end that is noticed when the connection is online again.
  if (why !== null && !wasAway) setWasAway(true)
  return (
    <>
      <div className={styles['identity']}>
        {application && (
          <Monogram text={application.monogram.text} color={application.monogram.color} size="lg" />
        )}
        <div className={styles['names']}>
          <Link
            to="/connections/$connectionId"
            params={{ connectionId: connection.id }}
            className={styles['connection']}
            title={connection.name}
            draggable={false}
            dir="auto"
          >
            {connection.name}
          </Link>
          <span className={styles['application']}>{application?.name ?? step.application}</span>
        </div>
      </div>
      <div className={styles['standing']}>
        <Standing connection={connection} />
        {why !== null && (
          <p className={styles['reason']} dir="auto">
            {why}
          </p>
        )}
        {wasAway && (
          <Suspense>
            <AuthorizeAgain connection={connection} />
          </Suspense>
        )}
      </div>
    </>
  )
}
