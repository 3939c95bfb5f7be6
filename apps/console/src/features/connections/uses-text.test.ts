import type { ConnectionUses } from '@patchbay/contracts/connection-uses'
import type { StepPlace } from '@patchbay/contracts/integrations'
import { expect, it } from 'vitest'
import { placeText, registeredOnly, replacementText, usesText } from './uses-text.ts'

const nothing: ConnectionUses = { total: 0, integrations: [], steps: [], apiKeys: [], borrowers: [] }
const webShop = { id: 'int_1', name: 'Web shop' }
const portal = { id: 'int_2', name: 'Portal' }
const nightly = { id: 'key_1', name: 'Nightly' }
const till = { id: 'conn_2', name: 'Till' }

function step(position: number): StepPlace {
  return {
    integrationId: webShop.id,
    integrationName: webShop.name,
    flowId: 'flow_1',
    flowName: 'Orders',
    stepId: `step_${position}`,
    kind: position === 1 ? 'source' : 'lookup',
    position,
  }
}

it.each([
  [{ total: 1, integrations: [webShop] }, '1 integration'],
  [{ total: 2, integrations: [webShop], steps: [step(1)] }, '1 integration (1 step)'],
  [{ total: 4, integrations: [webShop, portal], steps: [step(1), step(2)] }, '2 integrations (2 steps)'],
  [{ total: 2, apiKeys: [nightly, nightly] }, '2 API keys'],
  [{ total: 1, borrowers: [till] }, '1 connection that borrows from it'],
  [
    { total: 3, integrations: [portal], apiKeys: [nightly], borrowers: [till] },
    '1 integration, 1 API key and 1 connection that borrows from it',
  ],
  [{ total: 250, apiKeys: [nightly], borrowers: [] }, '1 API key and 249 more'],
])('counts what uses a connection: %j', (uses, text) => {
  expect(usesText({ ...nothing, ...uses })).toBe(text)
})

it('says where in its flow a step is', () => {
  expect([step(1), step(2)].map(placeText)).toEqual(['step 1, source', 'step 2, lookup'])
})

it('tells what a replacement changes, and that keys reach the other connection from then on', () => {
  const uses = { ...nothing, total: 2, integrations: [webShop], apiKeys: [nightly] }
  expect(replacementText(uses, 'Store', 'Store 2')).toBe(
    'Store 2 takes its place in 1 integration and 1 API key. The key may use Store 2 from then on. Then Store is deleted for good.',
  )
  expect(replacementText({ ...nothing, total: 1, borrowers: [till] }, 'Store', 'Store 2')).not.toContain(
    'key',
  )
})

it('tells integrations without a step that uses it from those with one', () => {
  const uses = { ...nothing, total: 3, integrations: [webShop, portal], steps: [step(1)] }
  expect(registeredOnly(uses)).toEqual([portal])
})
