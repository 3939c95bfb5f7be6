import type { ListedIntegration } from '@patchbay/contracts/integrations'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { isApiError } from '../../api/api-error.ts'
import { errorText } from '../../api/error-text.ts'
import { announce } from '../../ui/announce.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
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
  const remove = useMutation(integrationMutations.remove())
  function confirm() {
    remove.mutate(id, {
      onSuccess: () => {
        announce(`${name} is deleted.`)
        onDeleted()
      },
    })
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Delete ${name}?`}
      confirmLabel="Delete"
      danger
      busy={remove.isPending}
      error={remove.error === null ? undefined : failureText(remove.error)}
      onConfirm={confirm}
    >
      {flows > 0 && <GoingFlows id={id} total={flows} />}
      <p>The connections stay. This cannot be undone.</p>
    </ConfirmDialog>
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
