import { useCanGoBack, useRouter, useRouterState } from '@tanstack/react-router'
import { useReturnFocus } from './use-return-focus.ts'

/** Back to the page below: by the way one came where there is one, so that Back does not open it again; else by `leave`. */
export function useCloseOverlay(leave: () => void): () => void {
  useReturnFocus()
  const router = useRouter()
  const canGoBack = useCanGoBack()
  const depth = useRouterState({ select: (state) => state.location.state.paneDepth })
  return () => {
    if (canGoBack && depth !== undefined) return router.history.go(-depth)
    leave()
  }
}
