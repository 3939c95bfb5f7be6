import type { RegisteredConnection } from '@patchbay/contracts/integrations'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { errorText } from '../../api/error-text.ts'
import { announce } from '../../ui/announce.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useReturnFocus } from '../../ui/use-return-focus.ts'
import styles from './connections-tab.module.css'
import { integrationMutations, integrationQueries } from './queries.ts'
import { RegisteredChoices } from './registered-choices.tsx'
import type { Choice } from './registration.ts'
import { StepsList } from './steps-list.tsx'
import { stepText } from './step-text.ts'

interface ReplaceDialogProps {
  integrationId: string
  connection: RegisteredConnection
  onClose: () => void
}

/** Puts another registered connection in the place of one, in all steps at once; says before which ones. */
export function ReplaceDialog({ integrationId, connection, onClose }: ReplaceDialogProps) {
  useReturnFocus()
  const [instead, setInstead] = useState<Choice | null>(null)
  const replace = useMutation(integrationMutations.replace())

  function confirm() {
    if (instead === null) return
    const body = { connectionId: connection.id, withConnectionId: instead.id }
    replace.mutate(
      { id: integrationId, ...body },
      {
        onSuccess: () => {
          announce(`${instead.name} took the place of ${connection.name}.`)
          onClose()
        },
      },
    )
  }

  function choose(choice: Choice) {
    setInstead(choice)
    replace.reset()
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Replace ${connection.name}`}
      description="In all steps of this integration that use it. It stays registered."
      footer={
        <>
          <Button variant="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button
            variant="primary"
            busy={replace.isPending}
            aria-disabled={instead === null}
            onClick={confirm}
          >
            Replace everywhere
          </Button>
        </>
      }
    >
      <div className={styles['said']}>
        <RegisteredChoices
          integrationId={integrationId}
          application={connection.application}
          without={connection.id}
          chosen={instead?.id ?? null}
          none="No other connection of this application is registered. Register one first, then replace this one."
          onChoose={choose}
        />
        {instead !== null && <Preview integrationId={integrationId} from={connection.id} to={instead.id} />}
        {replace.error !== null && (
          <Notice tone="bad" role="alert">
            {errorText(replace.error).detail}
          </Notice>
        )}
      </div>
    </Dialog>
  )
}

function Preview({ integrationId, from, to }: { integrationId: string; from: string; to: string }) {
  const pair = { connectionId: from, withConnectionId: to }
  const { data, error } = useQuery(integrationQueries.preview(integrationId, pair))
  if (error !== null) {
    return (
      <Notice tone="bad" role="alert">
        {errorText(error).detail}
      </Notice>
    )
  }
  if (data === undefined) return <Skeleton height={19} lines={2} />
  const count = data.steps.length
  const label = count === 1 ? 'This step changes' : `These ${count} steps change`
  return (
    <div role="status" className={styles['preview']}>
      <p>{label}:</p>
      <StepsList
        label={label}
        steps={data.steps.map((each) => ({ id: each.stepId, text: stepText(each) }))}
      />
    </div>
  )
}
