import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { integrationQueries } from './queries.ts'

/** The connections that are registered with an integration. */
export function ConnectionsTab({ integrationId }: { integrationId: string }) {
  const { data } = useInfiniteQuery(integrationQueries.registered(integrationId, {}))
  if (data === undefined) return <Skeleton height={40} lines={4} />
  const registered = data.pages.flatMap((page) => page.items)
  if (registered.length === 0) {
    return <EmptyState title="None registered yet">Those created inside a flow are registered.</EmptyState>
  }
  return (
    <ul>
      {registered.map(({ id, name }) => (
        <li key={id}>
          <Link to="/connections/$connectionId" params={{ connectionId: id }}>
            {name}
          </Link>
        </li>
      ))}
    </ul>
  )
}
