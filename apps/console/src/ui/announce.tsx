import { useSyncExternalStore } from 'react'
import { createPortal } from 'react-dom'
import { VisuallyHidden } from './visually-hidden.tsx'

const listeners = new Set<() => void>()
const shownMs = 1_000
let message = ''
let timer: ReturnType<typeof setTimeout> | undefined

/** Says a short text to screen readers, politely. */
export function announce(text: string): void {
  // The same words twice in a row are no change of the region, hence not read: a no-break space makes one.
  show(text === message ? `${text}\u00A0` : text)
  // What has been said goes: whoever reads the page by cursor would come upon old news at its end.
  clearTimeout(timer)
  timer = setTimeout(show, shownMs, '')
}

function show(text: string): void {
  message = text
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
