/** A page that has not come by then is read where it is. */
const patienceMs = 5_000

function focusHeading(): void {
  document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true })
}

function isNowhere({ activeElement }: Document): boolean {
  return activeElement === null || activeElement === document.body
}

/**
 * Puts the focus on the page's heading, and on the one that follows where the page is still to come: what is shown until
 * then takes the focus with it when it goes. Whoever presses a key or a button meanwhile has gone on already.
 *
 * @returns ends the waiting
 */
export function focusNewPage(): () => void {
  const pressed = document.activeElement
  focusHeading()
  const observer = new MutationObserver(() => {
    // Still on what led here: what is shown meanwhile has no heading.
    if (isNowhere(document) || document.activeElement === pressed) focusHeading()
  })
  const end = () => {
    observer.disconnect()
    clearTimeout(timer)
    for (const type of ['keydown', 'pointerdown']) removeEventListener(type, end, true)
  }
  const timer = setTimeout(end, patienceMs)
  observer.observe(document.body, { childList: true, subtree: true })
  for (const type of ['keydown', 'pointerdown']) addEventListener(type, end, true)
  return end
}
