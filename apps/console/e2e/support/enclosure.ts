import type { Enclosure } from '../../../bff/src/testing/namespace.ts'

export const enclosureVariable = 'PATCHBAY_TEST_ENCLOSURE'

/** The one that was made before the run. */
export function readEnclosure(): Omit<Enclosure, 'stop'> {
  return JSON.parse(process.env[enclosureVariable] ?? '') as Omit<Enclosure, 'stop'>
}
