import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { isApiError } from '../../api/api-error.ts'
import { errorText } from '../../api/error-text.ts'
import { announce } from '../../ui/announce.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { AgentDialog } from './agent-dialog.tsx'
import { agentQueries } from './queries.ts'
import { useCloseDialog } from './use-close-dialog.ts'

const route = getRouteApi('/signed-in/agents/$agentId/edit')

export function EditAgent() {
  const { agentId } = route.useParams()
  const close = useCloseDialog()
  const { data, error, refetch } = useQuery(agentQueries.detail(agentId))
  if (data !== undefined) {
    return (
      <AgentDialog
        key={agentId}
        agent={data}
        onClose={close}
        onSaved={({ name }) => {
          announce(`${name} is saved.`)
          close()
        }}
      />
    )
  }
  if (error === null) return null
  return (
    <Dialog open onOpenChange={(open) => !open && close()} title="Edit agent">
      {isApiError(error, 'not_found') ? (
        <p>There is no such agent. It may have been deleted.</p>
      ) : (
        <ErrorState {...errorText(error)} onRetry={() => void refetch()} />
      )}
    </Dialog>
  )
}
