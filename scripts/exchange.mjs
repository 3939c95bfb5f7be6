import { existsSync, renameSync, rmSync } from 'node:fs'

/**
 * Puts a folder in the place of another, in one step for whoever looks.
 * @param {string} next
 * @param {string} present
 */
export function exchange(next, present) {
  const previous = `${next}.previous`
  if (existsSync(present)) renameSync(present, previous)
  renameSync(next, present)
  rmSync(previous, { recursive: true, force: true })
}
