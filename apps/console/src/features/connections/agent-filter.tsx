import { useQuery } from '@tanstack/react-query'
import { agentQuery } from '../../api/agent-query.ts'
import { isApiError } from '../../api/api-error.ts'
import { FilterChip } from './filter-chip.tsx'

interface AgentFilterProps {
  id: string
  onRemove: () => void
}

export function AgentFilter({ id, onRemove }: AgentFilterProps) {
  const { data, error } = useQuery(agentQuery(id))
  const name = isApiError(error, 'not_found') ? 'one that is deleted' : data?.name
  return <FilterChip kind="agent" name={name} onRemove={onRemove} />
}
