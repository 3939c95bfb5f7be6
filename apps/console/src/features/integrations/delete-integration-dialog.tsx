import type { ListedIntegration } from '@patchbay/contracts/integrations'
import { useInfiniteQuery } from '@tanstack/react-query'
import { isApiError } from '../../api/api-error.ts'
import { errorText } from '../../api/error-text.ts'
import { ConfirmChange } from '../../records/confirm-change.tsx'
import styles from './integrations.module.css'
import { integrationMutations, integrationQueries } from './queries.ts'

interface DeleteIntegrationDialogProps {
  integration: Pick<ListedIntegration, 'id' | 'name' | 'flows'>
  onDeleted: () => void
  onClose: () => void
}

const maxNamed = 10

export function DeleteIntegrationDialog({ integration, onDeleted, onClose }: DeleteIntegrationDialogProps) {
  const { id, name, flows } = integration
  return (
    <ConfirmChange
      title={`Delete ${name}?`}
      confirmLabel="Delete"
      danger
      mutation={integrationMutations.remove()}
      variables={id}
      done={`${name} is deleted.`}
      failureText={failureText}
      onDone={onDeleted}
      onClose={onClose}
    >
      {flows > 0 && <GoingFlows id={id} total={flows} />}
      <p>The connections stay. This cannot be undone.</p>
    </ConfirmChange>
  )
}

function GoingFlows({ id, total }: { id: string; total: number }) {
  const { data } = useInfiniteQuery(integrationQueries.flows(id))
  const named = data?.pages[0]?.items.slice(0, maxNamed) ?? []
  const others = total - named.length
  return (
    <div className={styles['going']}>
      <p>{total === 1 ? 'Its flow goes with it:' : `Its ${total} flows go with it:`}</p>
      <ul>
        {named.map((flow) => (
          <li key={flow.id} dir="auto">
            {flow.name}
          </li>
        ))}
        {named.length > 0 && others > 0 && <li>and {others} more</li>}
      </ul>
    </div>
  )
}

function failureText(error: Error): string {
  if (isApiError(error, 'not_found')) {
    return 'This integration has been deleted already. Reload the page to see what is left.'
  }
  return errorText(error).detail
}
