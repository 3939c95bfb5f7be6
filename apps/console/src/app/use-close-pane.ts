import { useCanGoBack, useRouter, useRouterState } from '@tanstack/react-router'
import { useReturnFocus } from '../ui/use-return-focus.ts'

/** Back to the page below: by the way one came where there is one, so that Back does not open the pane again. */
export function useClosePane(leave: () => void): () => void {
  useReturnFocus()
  const router = useRouter()
  const canGoBack = useCanGoBack()
  const depth = useRouterState({ select: (state) => state.location.state.paneDepth })
  return () => {
    if (canGoBack && depth !== undefined) return router.history.go(-depth)
    leave()
  }
}
