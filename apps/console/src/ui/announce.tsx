import { useSyncExternalStore } from 'react'
import { createPortal } from 'react-dom'
import { VisuallyHidden } from './visually-hidden.tsx'

const listeners = new Set<() => void>()
let message = ''

/** Says a short text to screen readers, politely. */
export function announce(text: string): void {
  // The same words twice in a row are no change of the region, hence not read: a no-break space makes one.
  message = text === message ? `${text}\u00A0` : text
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Mount once. In the body itself, because what lies beside an open dialog is hidden from assistive technology. */
export function Announcer() {
  const text = useSyncExternalStore(subscribe, () => message)
  return createPortal(
    <div aria-live="polite" aria-atomic="true">
      <VisuallyHidden>{text}</VisuallyHidden>
    </div>,
    document.body,
  )
}
