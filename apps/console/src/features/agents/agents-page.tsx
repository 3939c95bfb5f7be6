import { useInfiniteQuery } from '@tanstack/react-query'
import { Outlet, getRouteApi } from '@tanstack/react-router'
import { errorText } from '../../api/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { PlusIcon } from '../../ui/icons.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { AgentTable } from './agent-table.tsx'
import styles from './agents.module.css'
import { GatewayNotice } from './gateway-notice.tsx'
import { agentQueries } from './queries.ts'

const route = getRouteApi('/signed-in/agents')

export function AgentsPage() {
  const { q } = route.useSearch()
  const navigate = route.useNavigate()
  const total = useInfiniteQuery(agentQueries.list({ q })).data?.pages[0]?.total
  return (
    <div className={styles['page']}>
      <div className={styles['top']}>
        <h1 tabIndex={-1}>Agents</h1>
        <span className={styles['total']} role="status">
          {total}
        </span>
        <span className={styles['create']}>
          <CreateButton />
        </span>
      </div>
      <div className={styles['notice']}>
        <GatewayNotice />
      </div>
      <div className={styles['search']} role="search" aria-label="Agents">
        <SearchField
          label="Search"
          placeholder="Search by name"
          value={q ?? ''}
          onSearch={(words) => void navigate({ search: { q: words }, replace: true, resetScroll: false })}
        />
      </div>
      <AgentList />
      <Outlet />
    </div>
  )
}

function CreateButton() {
  const navigate = route.useNavigate()
  return (
    <Button
      variant="primary"
      icon={<PlusIcon />}
      onClick={() =>
        void navigate({
          to: '/agents/new',
          search: (list) => list,
          state: { paneDepth: 1 },
          resetScroll: false,
        })
      }
    >
      Create agent
    </Button>
  )
}

function AgentList() {
  const { q } = route.useSearch()
  const navigate = route.useNavigate()
  const list = useInfiniteQuery(agentQueries.list({ q }))

  if (list.data === undefined) {
    if (!list.isError) return <Skeleton height={40} lines={5} />
    return <ErrorState {...errorText(list.error)} onRetry={() => void list.refetch()} />
  }
  const agents = list.data.pages.flatMap((page) => page.items)
  if (agents.length === 0 && q !== undefined) {
    return (
      <EmptyState
        title="No agent matches"
        action={<Button onClick={() => void navigate({ search: {}, replace: true })}>Clear search</Button>}
      />
    )
  }
  if (agents.length === 0) {
    return (
      <EmptyState title="No agents yet">
        An agent is a small program beside a server that the internet cannot reach. It connects out to
        Patchbay, which then reaches the server through it. Stock OpenSSH will do. Begin with Create agent,
        above.
      </EmptyState>
    )
  }
  return (
    <>
      <AgentTable agents={agents} />
      {list.hasNextPage && (
        <p className={styles['more']}>
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Show more
          </Button>
        </p>
      )}
    </>
  )
}
