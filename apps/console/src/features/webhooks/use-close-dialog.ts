import { useNavigate } from '@tanstack/react-router'
import { useCloseOverlay } from '../../ui/use-close-overlay.ts'

/** Back to the settings, by the way one came where there is one. */
export function useCloseDialog(): () => void {
  const navigate = useNavigate()
  return useCloseOverlay(() => void navigate({ to: '/settings', replace: true }))
}
