import { useSyncExternalStore } from 'react'

export type ThemeChoice = 'system' | 'light' | 'dark'

const storageKey = 'patchbay.theme'
const listeners = new Set<() => void>()
const darkQuery = window.matchMedia('(prefers-color-scheme: dark)')
let current: ThemeChoice = readThemeChoice()

export function readThemeChoice(): ThemeChoice {
  try {
    const stored = localStorage.getItem(storageKey)
    return stored === 'light' || stored === 'dark' ? stored : 'system'
  } catch {
    return 'system'
  }
}

export function applyTheme(choice: ThemeChoice): void {
  current = choice
  store(choice)
  paint()
  for (const listener of listeners) listener()
}

export function useTheme(): [ThemeChoice, (choice: ThemeChoice) => void] {
  return [useSyncExternalStore(subscribe, () => current), applyTheme]
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

// Private windows of some browsers refuse storage; the choice then lasts as long as the page.
function store(choice: ThemeChoice) {
  try {
    localStorage.setItem(storageKey, choice)
  } catch {}
}

function paint() {
  const resolved = current === 'system' ? (darkQuery.matches ? 'dark' : 'light') : current
  document.documentElement.dataset['theme'] = resolved
  colorSchemeMeta().content = resolved
}

function colorSchemeMeta(): HTMLMetaElement {
  const found = document.querySelector<HTMLMetaElement>('meta[name="color-scheme"]')
  if (found) return found
  const made = document.createElement('meta')
  made.name = 'color-scheme'
  document.head.append(made)
  return made
}

darkQuery.addEventListener('change', () => {
  if (current === 'system') paint()
})

// Another tab changed it.
window.addEventListener('storage', (event) => {
  if (event.key !== storageKey) return
  current = readThemeChoice()
  paint()
  for (const listener of listeners) listener()
})
