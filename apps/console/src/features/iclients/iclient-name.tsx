import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { isApiError } from '../../api/api-error.ts'
import { useMay } from '../../api/use-may.ts'
import { iClientQueries } from './queries.ts'

/** An iClient by its name, leading to where it is changed. */
export function IClientName({ id }: { id: string }) {
  const may = useMay('manage')
  const { data, error } = useQuery(iClientQueries.detail(id))
  if (isApiError(error, 'not_found')) return 'Deleted'
  if (!may) return <span dir="auto">{data?.name ?? 'iClient'}</span>
  return (
    <Link to="/iclients/$iClientId/edit" params={{ iClientId: id }} dir="auto">
      {data?.name ?? 'iClient'}
    </Link>
  )
}
