import { useInfiniteQuery } from '@tanstack/react-query'
import { Outlet, getRouteApi } from '@tanstack/react-router'
import { errorText } from '../../api/error-text.ts'
import { useMay } from '../../api/use-may.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PagedList } from '../../ui/paged-list.tsx'
import { RecordPage } from '../../ui/record-page.tsx'
import { AgentTable } from './agent-table.tsx'
import { GatewayNotice } from './gateway-notice.tsx'
import { agentQueries } from './queries.ts'

const route = getRouteApi('/signed-in/agents')

export function AgentsPage() {
  const may = useMay('manage')
  const { q } = route.useSearch()
  const navigate = route.useNavigate()
  const list = useInfiniteQuery(agentQueries.list({ q }))
  const state = { paneDepth: 1 }
  return (
    <RecordPage
      title="Agents"
      total={list.data?.pages[0]?.total}
      create={may ? 'Create agent' : undefined}
      onCreate={() => void navigate({ to: '/agents/new', search: (kept) => kept, state, resetScroll: false })}
      notice={<GatewayNotice />}
      words={q}
      onSearch={(words) => void navigate({ search: { q: words }, replace: true, resetScroll: false })}
    >
      <PagedList
        list={list}
        describe={errorText}
        search={
          q === undefined
            ? null
            : { none: 'No agent matches', clear: () => void navigate({ search: {}, replace: true }) }
        }
        empty={
          <EmptyState title="No agents yet">
            An agent is a small program beside a server that the internet cannot reach. It connects out to
            Patchbay, which then reaches the server through it. Stock OpenSSH will do.
            {may && ' Begin with Create agent, above.'}
          </EmptyState>
        }
      >
        {(agents) => <AgentTable agents={agents} />}
      </PagedList>
      <Outlet />
    </RecordPage>
  )
}
