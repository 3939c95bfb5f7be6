import { useRouterState } from '@tanstack/react-router'
import { useEffect } from 'react'

/** Brings the step into view that the address names, as the page of its connection does in the link to it. */
export function useNamedStep(stepIds: readonly string[]): string | null {
  const named = useRouterState({ select: ({ location }) => location.hash })
  const isHere = stepIds.includes(named)
  useEffect(() => {
    if (isHere) document.getElementById(named)?.scrollIntoView({ block: 'center' })
  }, [isHere, named])
  return isHere ? named : null
}
