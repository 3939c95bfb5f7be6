import { useInfiniteQuery } from '@tanstack/react-query'
import { Outlet, getRouteApi } from '@tanstack/react-router'
import { errorText } from '../../api/error-text.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PagedList } from '../../ui/paged-list.tsx'
import { RecordPage } from '../../ui/record-page.tsx'
import { ApiKeyTable } from './api-key-table.tsx'
import { apiKeyQueries } from './queries.ts'

const route = getRouteApi('/signed-in/api-keys')

export function ApiKeysPage() {
  const { q } = route.useSearch()
  const navigate = route.useNavigate()
  const list = useInfiniteQuery(apiKeyQueries.list({ q }))
  const state = { paneDepth: 1 }
  return (
    <RecordPage
      title="API keys"
      total={list.data?.pages[0]?.total}
      create="Create API key"
      onCreate={() =>
        void navigate({ to: '/api-keys/new', search: (kept) => kept, state, resetScroll: false })
      }
      words={q}
      onSearch={(words) => void navigate({ search: { q: words }, replace: true, resetScroll: false })}
    >
      <PagedList
        list={list}
        describe={errorText}
        search={
          q === undefined
            ? null
            : { none: 'No API key matches', clear: () => void navigate({ search: {}, replace: true }) }
        }
        empty={
          <EmptyState title="No API keys yet">
            With an API key a program fetches access tokens from Patchbay or sends requests through it,
            without a password. Each key may be limited to what its program needs.
          </EmptyState>
        }
      >
        {(apiKeys) => <ApiKeyTable apiKeys={apiKeys} />}
      </PagedList>
      <Outlet />
    </RecordPage>
  )
}
