import { useInfiniteQuery } from '@tanstack/react-query'
import { Outlet, getRouteApi } from '@tanstack/react-router'
import { errorText } from '../../api/error-text.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PagedList } from '../../ui/paged-list.tsx'
import { RecordPage } from '../../ui/record-page.tsx'
import { userQueries } from './queries.ts'
import { UserTable } from './user-table.tsx'

const route = getRouteApi('/signed-in/users')

export function UsersPage() {
  const { q } = route.useSearch()
  const navigate = route.useNavigate()
  const list = useInfiniteQuery(userQueries.list({ q }))
  const state = { paneDepth: 1 }
  return (
    <RecordPage
      title="Users"
      total={list.data?.pages[0]?.total}
      create="Invite user"
      onCreate={() => void navigate({ to: '/users/new', search: (kept) => kept, state, resetScroll: false })}
      words={q}
      onSearch={(words) => void navigate({ search: { q: words }, replace: true, resetScroll: false })}
    >
      <PagedList
        list={list}
        describe={errorText}
        search={{ none: 'No user matches', clear: () => void navigate({ search: {}, replace: true }) }}
        empty={<EmptyState title="No users yet">Begin with Invite user, above.</EmptyState>}
      >
        {(users) => <UserTable users={users} />}
      </PagedList>
      <Outlet />
    </RecordPage>
  )
}
