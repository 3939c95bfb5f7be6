import { ActivityList } from './activity-list.tsx'
import { queryOf } from './activity-search.ts'

/** All that happened to one connection. */
export function ConnectionTab({ connectionId }: { connectionId: string }) {
  return <ActivityList query={queryOf({ target: connectionId })} onClear={null} />
}
