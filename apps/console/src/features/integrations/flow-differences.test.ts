import type { Flow, Step } from '@patchbay/contracts/flows'
import { describe, expect, it } from 'vitest'
import { differences } from './flow-differences.ts'

function step(id: string, kind: Step['kind'], name: string | null = null): Step {
  const connection =
    name === null ? null : { id: `conn_${name}`, name, status: 'online' as const, statusReason: null }
  return { id, kind, application: 'oauth2', connectionId: connection?.id ?? null, connection }
}

const at = '2026-01-01T00:00:00.000Z'
const seen: Flow = {
  id: 'flow_1',
  integrationId: 'int_1',
  version: 1,
  name: 'Orders',
  steps: [step('s', 'source', 'Shop'), step('a', 'destination', 'Books'), step('b', 'lookup')],
  createdAt: at,
  updatedAt: at,
}

describe('what another admin changed', () => {
  it('is nothing where only the version is another', () => {
    expect(differences(seen, { ...seen, version: 2 })).toEqual([])
  })

  it('is the name, the connections and the kind, by the place they have now', () => {
    const [source, , lookup] = seen.steps
    const steps = [step('s', 'source', 'Shop 2'), step('a', 'lookup', 'Books'), lookup!]
    expect(differences(seen, { ...seen, name: 'Sales', steps })).toEqual([
      'It is called Sales now.',
      'Step 1 uses Shop 2 now.',
      'Step 2 is a lookup now.',
    ])
    const empty = { ...source!, connection: null, connectionId: null }
    expect(differences(seen, { ...seen, steps: [empty, ...seen.steps.slice(1)] })).toEqual([
      'Step 1 uses no connection now.',
    ])
  })

  it('is what was added and removed, which alone is no other order', () => {
    const steps = [seen.steps[0]!, seen.steps[2]!, step('c', 'destination', 'Depot'), step('d', 'lookup')]
    expect(differences(seen, { ...seen, steps })).toEqual([
      'Step 2, Books, was removed.',
      'The destination Depot was added as step 3.',
      'An empty lookup was added as step 4.',
    ])
  })

  it('is the order of what is still there', () => {
    const steps = [seen.steps[0]!, seen.steps[2]!, seen.steps[1]!]
    expect(differences(seen, { ...seen, steps })).toEqual(['The steps have another order.'])
  })
})
