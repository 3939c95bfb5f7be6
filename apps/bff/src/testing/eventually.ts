import { vi } from 'vitest'

/** What is asked again until it holds, for as long as a busy machine may take. */
export function eventually<T>(assertion: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(assertion, { timeout: 20_000 })
}
