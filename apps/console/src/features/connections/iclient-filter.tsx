import { useQuery } from '@tanstack/react-query'
import { isApiError } from '../../api/api-error.ts'
import { iClientQuery } from '../../api/iclients.ts'
import { FilterChip } from './filter-chip.tsx'

interface IClientFilterProps {
  id: string
  onRemove: () => void
}

export function IClientFilter({ id, onRemove }: IClientFilterProps) {
  const { data, error } = useQuery(iClientQuery(id))
  const name = isApiError(error, 'not_found') ? 'one that is deleted' : data?.name
  return <FilterChip kind="iClient" name={name} onRemove={onRemove} />
}
