import { makeEnclosure } from '../../../bff/src/testing/namespace.ts'
import { enclosureVariable } from './enclosure.ts'

/**
 * Before the first browser and until after the last: Chromium breaks off what it is loading when the machine's network
 * interfaces change.
 */
export default async function setUp(): Promise<() => Promise<void>> {
  const enclosure = await makeEnclosure()
  process.env[enclosureVariable] = JSON.stringify(enclosure)
  return () => enclosure.stop()
}
