import { useEffect, useState } from 'react'

const lookEveryMs = 500
/** A window that only changes its process looks closed for a moment. */
const closedForMs = 2_000

/**
 * Whether a window has been closed for some time. Never the last word: a page with COOP makes an open window look
 * closed for ever.
 */
export function useLooksClosed(popup: Window | null): boolean {
  const [closed, setClosed] = useState<Window | null>(null)
  useEffect(() => {
    if (popup === null) return
    let closedSince: number | null = null
    const timer = setInterval(() => {
      closedSince = popup.closed ? (closedSince ?? Date.now()) : null
      setClosed(closedSince !== null && Date.now() - closedSince >= closedForMs ? popup : null)
    }, lookEveryMs)
    return () => clearInterval(timer)
  }, [popup])
  return popup !== null && closed === popup
}
