import { useSyncExternalStore } from 'react'

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/** `52 min`, `5 h`, `12 d`: a length of time in its largest fitting unit, rounded down. */
export function shortDuration(ms: number): string {
  if (ms < minute) return `${Math.max(0, Math.floor(ms / second))} s`
  if (ms < hour) return `${Math.floor(ms / minute)} min`
  if (ms < 2 * day) return `${Math.floor(ms / hour)} h`
  return `${Math.floor(ms / day)} d`
}

export function ago(at: string, now: number): string {
  const passed = now - Date.parse(at)
  return passed < 10 * second ? 'just now' : `${shortDuration(passed)} ago`
}

export function fullTime(at: string): string {
  return new Date(at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })
}

let now = Date.now()
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

function tick() {
  now = Date.now()
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  timer ??= setInterval(tick, 10 * second)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

function read(): number {
  // Nothing has ticked while nobody looked.
  if (timer === undefined) now = Date.now()
  return now
}

/** The time, anew every ten seconds, the same for all who look. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, read)
}
