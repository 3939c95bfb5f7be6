import { useEffect, useState } from 'react'

/**
 * Gives the focus back to what had it before, once all of a pane's steps are gone: each step is a dialog of its own and
 * would give it back to the step before. What has gone meanwhile is replaced by the page's heading.
 */
export function useReturnFocus(): void {
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      setTimeout(() => {
        if (document.activeElement !== null && document.activeElement !== document.body) return
        const target =
          before?.isConnected === true && before !== document.body ? before : document.querySelector('h1')
        if (target instanceof HTMLElement) target.focus({ preventScroll: true })
      })
    },
    [before],
  )
}
