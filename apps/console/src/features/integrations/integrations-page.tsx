import { useInfiniteQuery } from '@tanstack/react-query'
import { Outlet, getRouteApi } from '@tanstack/react-router'
import { errorText } from '../../api/error-text.ts'
import { useMay } from '../../api/use-may.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PagedList } from '../../ui/paged-list.tsx'
import { RecordPage } from '../../ui/record-page.tsx'
import { IntegrationTable } from './integration-table.tsx'
import { integrationQueries } from './queries.ts'

const route = getRouteApi('/signed-in/integrations')

export function IntegrationsPage() {
  const may = useMay('manage')
  const { q } = route.useSearch()
  const navigate = route.useNavigate()
  const list = useInfiniteQuery(integrationQueries.list({ q }))
  const state = { paneDepth: 1 }
  return (
    <RecordPage
      title="Integrations"
      total={list.data?.pages[0]?.total}
      create={may ? 'Create integration' : undefined}
      onCreate={() =>
        void navigate({ to: '/integrations/new', search: (kept) => kept, state, resetScroll: false })
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
            : { none: 'No integration matches', clear: () => void navigate({ search: {}, replace: true }) }
        }
        empty={
          <EmptyState title="No integrations yet">
            An integration holds flows: from one source to destinations and lookups, each through a
            connection. Patchbay does not run them. It says which connection each step uses, and keeps that
            online.
          </EmptyState>
        }
      >
        {(integrations) => <IntegrationTable integrations={integrations} />}
      </PagedList>
      <Outlet />
    </RecordPage>
  )
}
