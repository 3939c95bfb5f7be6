import { getRouteApi, useCanGoBack, useRouter, useRouterState } from '@tanstack/react-router'
import { useReturnFocus } from '../../ui/use-return-focus.ts'

const route = getRouteApi('/signed-in/api-keys')

/** Back to the list, by the way one came where there is one. */
export function useCloseDialog(): () => void {
  useReturnFocus()
  const router = useRouter()
  const canGoBack = useCanGoBack()
  const depth = useRouterState({ select: (state) => state.location.state.paneDepth })
  const navigate = route.useNavigate()
  return () => {
    if (canGoBack && depth !== undefined) return router.history.go(-depth)
    void navigate({ to: '/api-keys', search: (list) => list, replace: true })
  }
}
