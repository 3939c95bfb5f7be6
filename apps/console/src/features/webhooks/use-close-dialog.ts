import { useCanGoBack, useNavigate, useRouter, useRouterState } from '@tanstack/react-router'
import { useReturnFocus } from '../../ui/use-return-focus.ts'

/** Back to the settings, by the way one came where there is one. */
export function useCloseDialog(): () => void {
  useReturnFocus()
  const router = useRouter()
  const canGoBack = useCanGoBack()
  const depth = useRouterState({ select: (state) => state.location.state.paneDepth })
  const navigate = useNavigate()
  return () => {
    if (canGoBack && depth !== undefined) return router.history.go(-depth)
    void navigate({ to: '/settings', replace: true })
  }
}
