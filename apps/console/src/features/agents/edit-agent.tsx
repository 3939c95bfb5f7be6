import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { UnreadRecord } from '../../records/unread-record.tsx'
import { announce } from '../../ui/announce.tsx'
import { AgentDialog } from './agent-dialog.tsx'
import { agentQueries } from './queries.ts'
import { useCloseDialog } from './use-close-dialog.ts'

const route = getRouteApi('/signed-in/agents/$agentId/edit')

export function EditAgent() {
  const { agentId } = route.useParams()
  const close = useCloseDialog()
  const agent = useQuery(agentQueries.detail(agentId))
  if (agent.data === undefined) return <UnreadRecord kind="agent" query={agent} onClose={close} />
  return (
    <AgentDialog
      key={agentId}
      agent={agent.data}
      onClose={close}
      onSaved={({ name }) => {
        announce(`${name} is saved.`)
        close()
      }}
    />
  )
}
