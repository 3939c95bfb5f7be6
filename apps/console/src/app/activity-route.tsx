import { useQuery } from '@tanstack/react-query'
import { ActivityPage } from '../features/activity/activity-page.tsx'
import { sessionQueries } from '../features/session/queries.ts'

export function ActivityRoute() {
  const { data: session } = useQuery(sessionQueries.current())
  return <ActivityPage role={session?.user.role} />
}
