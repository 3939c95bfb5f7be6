import { useInfiniteQuery } from '@tanstack/react-query'
import { Outlet, getRouteApi } from '@tanstack/react-router'
import { errorText } from '../../api/error-text.ts'
import { useMay } from '../../api/use-may.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PagedList } from '../../ui/paged-list.tsx'
import { RecordPage } from '../../ui/record-page.tsx'
import { IClientTable } from './iclient-table.tsx'
import { iClientQueries } from './queries.ts'

const route = getRouteApi('/signed-in/iclients')

export function IClientsPage() {
  const may = useMay('manage')
  const { q } = route.useSearch()
  const navigate = route.useNavigate()
  const list = useInfiniteQuery(iClientQueries.list({ q }))
  const state = { paneDepth: 1 }
  return (
    <RecordPage
      title="iClients"
      total={list.data?.pages[0]?.total}
      create={may ? 'Register OAuth 2.0 client' : undefined}
      onCreate={() =>
        void navigate({ to: '/iclients/new', search: (kept) => kept, state, resetScroll: false })
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
            : { none: 'No iClient matches', clear: () => void navigate({ search: {}, replace: true }) }
        }
        empty={
          <EmptyState title="No iClients yet">
            An iClient is the client ID and client secret that an application knows Patchbay by. Connections
            use it to sign in.{may && ' Begin with Register OAuth 2.0 client, above.'}
          </EmptyState>
        }
      >
        {(iClients) => <IClientTable iClients={iClients} />}
      </PagedList>
      <Outlet />
    </RecordPage>
  )
}
