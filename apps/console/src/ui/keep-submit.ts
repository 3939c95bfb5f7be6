import type { SyntheticEvent } from 'react'

/**
 * React's events bubble along the component tree, also out of a portal: without this, submitting a form in a
 * dialog would submit the form that the dialog was opened from, too.
 */
export function keepSubmit(event: SyntheticEvent): void {
  event.stopPropagation()
}
