import type { ConnectionUses } from '@patchbay/contracts/connection-uses'
import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { errorText } from '../../api/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import page from './connection-page.module.css'
import { ApiKeyLink, BorrowerLink, IntegrationLink, StepLink } from './use-links.tsx'
import { UseGroup } from './use-group.tsx'
import { usesQuery } from './uses-queries.ts'
import { unnamedUses } from './uses-text.ts'

/** Everything that would notice if the connection were not there, each with the way to it. */
export function UsedBySection({ connectionId }: { connectionId: string }) {
  const id = useId()
  const uses = useQuery(usesQuery(connectionId))
  return (
    <section aria-labelledby={id} className={page['section']}>
      <h2 id={id}>Used by</h2>
      {uses.data !== undefined && <Uses uses={uses.data} />}
      {uses.data === undefined && uses.isError && (
        <p className={page['quiet']}>
          {errorText(uses.error).title}. <Button onClick={() => void uses.refetch()}>Try again</Button>
        </p>
      )}
      {uses.isPending && <Skeleton height={19} lines={2} />}
    </section>
  )
}

function Uses({ uses }: { uses: ConnectionUses }) {
  if (uses.total === 0) return <p className={page['quiet']}>Nothing uses it.</p>
  const { integrations, steps, apiKeys, borrowers } = uses
  const unnamed = unnamedUses(uses)
  return (
    <>
      <dl className={page['facts']}>
        <UseGroup label="Integrations" uses={integrations} keyOf={({ id }) => id} Use={IntegrationLink} />
        <UseGroup label="Steps" uses={steps} keyOf={({ stepId }) => stepId} Use={StepLink} />
        <UseGroup label="API keys" uses={apiKeys} keyOf={({ id }) => id} Use={ApiKeyLink} />
        <UseGroup label="Borrowers" uses={borrowers} keyOf={({ id }) => id} Use={BorrowerLink} />
      </dl>
      {unnamed > 0 && <p className={page['quiet']}>And {unnamed} more.</p>}
    </>
  )
}
