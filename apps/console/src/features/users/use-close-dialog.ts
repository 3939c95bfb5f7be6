import { getRouteApi } from '@tanstack/react-router'
import { useCloseOverlay } from '../../ui/use-close-overlay.ts'

const route = getRouteApi('/signed-in/users')

/** Back to the list, by the way one came where there is one. */
export function useCloseDialog(): () => void {
  const navigate = route.useNavigate()
  return useCloseOverlay(() => void navigate({ to: '/users', search: (list) => list, replace: true }))
}
