const width = 520
const height = 720

/** One window per connection: trying again uses the same one. */
function windowName(key: string): string {
  return `patchbay-authorize-${key}`
}

function features(): string {
  const left = Math.max(0, window.screenX + (window.outerWidth - width) / 2)
  const top = Math.max(0, window.screenY + (window.outerHeight - height) / 2)
  return `popup,width=${width},height=${height},left=${Math.round(left)},top=${Math.round(top)}`
}

function open(address: string, key: string): Window | null {
  const popup = window.open(address, windowName(key), features())
  // Some blockers hand out a window that is closed already.
  return popup === null || popup.closed ? null : popup
}

function showWaitingText(popup: Window): void {
  const { document } = popup
  const text = document.createElement('p')
  text.textContent = 'Opening the sign-in page…'
  document.title = 'Sign in'
  document.body.replaceChildren(text)
  Object.assign(document.body.style, {
    font: '15px system-ui, sans-serif',
    margin: '30vh 2rem',
    textAlign: 'center',
  })
  document.documentElement.style.colorScheme = 'light dark'
}

/**
 * Opens the window in which the admin will sign in. Call it in the click itself, before anything is awaited: later the
 * browser takes it for an unwanted popup. Null: it was blocked.
 */
export function openWaitingPopup(key: string): Window | null {
  const popup = open('about:blank', key)
  if (popup === null) return null
  try {
    showWaitingText(popup)
    // What opens there is another site's page; it must not be able to navigate the console.
    popup.opener = null
  } catch {
    // A window of that name still shows the other site's page. It will be sent on all the same.
  }
  popup.focus()
  return popup
}

function isWebAddress(address: string): boolean {
  return URL.canParse(address) && ['https:', 'http:'].includes(new URL(address).protocol)
}

export function sendPopup(popup: Window, authorizationUrl: string): void {
  if (isWebAddress(authorizationUrl)) popup.location.replace(authorizationUrl)
}

/** For a click that comes when the address is known: after a blocked window, or a reload of the console. */
export function openPopupAt(authorizationUrl: string, key: string): Window | null {
  if (!isWebAddress(authorizationUrl)) return null
  const popup = openWaitingPopup(key)
  if (popup !== null) sendPopup(popup, authorizationUrl)
  return popup
}
