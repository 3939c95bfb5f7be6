interface Timed {
  readonly at: string
}

export interface Day<T> {
  /** `2026-11-21`, where the browser is. */
  readonly key: string
  readonly events: readonly T[]
}

function dayOf(time: Date): string {
  const parts = [time.getFullYear(), time.getMonth() + 1, time.getDate()]
  return parts.map((part) => String(part).padStart(2, '0')).join('-')
}

/** Of a list in order of time, what belongs to the same day together. */
export function byDay<T extends Timed>(events: readonly T[]): Day<T>[] {
  const days = new Map<string, T[]>()
  for (const event of events) {
    const key = dayOf(new Date(event.at))
    const known = days.get(key)
    if (known === undefined) days.set(key, [event])
    else known.push(event)
  }
  return [...days].map(([key, of]) => ({ key, events: of }))
}

/** `Today`, `Yesterday`, `Friday, November 20`, and the year where it is another. */
export function dayTitle(key: string, now: number): string {
  const today = new Date(now)
  if (key === dayOf(today)) return 'Today'
  if (key === dayOf(new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1))) return 'Yesterday'
  const [year = 0, month = 1, ofMonth = 1] = key.split('-').map(Number)
  const ofYear = year === today.getFullYear() ? {} : { year: 'numeric' as const }
  const style = { weekday: 'long', day: 'numeric', month: 'long', ...ofYear } as const
  return new Date(year, month - 1, ofMonth).toLocaleDateString('en', style)
}

export const timeOfDay = (at: string): string =>
  new Date(at).toLocaleTimeString('en', { hour: '2-digit', minute: '2-digit', hour12: false })
