import { getRouteApi, useMatchRoute } from '@tanstack/react-router'
import { type ReactNode, Suspense } from 'react'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Tabs } from '../../ui/tabs.tsx'

const route = getRouteApi('/signed-in/connections/$connectionId')

const addresses = {
  overview: '/connections/$connectionId',
  activity: '/connections/$connectionId/activity',
} as const

interface ConnectionTabsProps {
  connectionId: string
  overview: ReactNode
  activity: ReactNode
}

/** Each tab is an address. */
export function ConnectionTabs({ connectionId, overview, activity }: ConnectionTabsProps) {
  const navigate = route.useNavigate()
  const matches = useMatchRoute()
  const isActivity = matches({ to: addresses.activity, params: { connectionId } }) !== false

  function open(value: string) {
    const to = value === 'activity' ? addresses.activity : addresses.overview
    void navigate({ to, params: { connectionId }, search: (kept) => kept, resetScroll: false })
  }

  const all = <Suspense fallback={<Skeleton height={40} lines={4} />}>{activity}</Suspense>
  return (
    <Tabs
      label="Connection"
      value={isActivity ? 'activity' : 'overview'}
      onValueChange={open}
      tabs={[
        { value: 'overview', label: 'Overview', panel: overview },
        { value: 'activity', label: 'Activity', panel: all },
      ]}
    />
  )
}
