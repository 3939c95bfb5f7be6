import type { ImportItem } from '@patchbay/contracts/configuration'
import { describe, expect, it } from 'vitest'
import { detailOf, doneOf, summaryOf } from './import-words.ts'

const item: ImportItem = {
  kind: 'connection',
  name: 'ERP',
  application: 'acumatica',
  outcome: 'create',
  changes: [],
  missing: [],
  reason: null,
}

describe('what an import would do', () => {
  it('is summed up, without what does not occur', () => {
    const items: ImportItem[] = [item, item, { ...item, outcome: 'same' }, { ...item, outcome: 'conflict' }]
    expect(summaryOf(items)).toBe('2 to create, 1 the same already, 1 cannot be taken over.')
    expect(summaryOf([])).toBe('There is nothing in this file.')
  })

  it('is summed up when it is done, of one as of many', () => {
    expect(doneOf([item, { ...item, outcome: 'same' }])).toBe('1 record is imported')
    expect(doneOf([item, { ...item, outcome: 'change' }])).toBe('2 records are imported')
  })

  it('is told of each', () => {
    expect(detailOf({ ...item, missing: ['User name', 'Password'] })).toBe('Then write: User name, Password')
    expect(detailOf({ ...item, outcome: 'change', changes: ['settings.server'] })).toBe('Changes: server')
    expect(detailOf({ ...item, outcome: 'change', changes: ['scopes'], missing: ['API key'] })).toBe(
      'Changes: Scopes. Then write: API key',
    )
    expect(detailOf({ ...item, outcome: 'conflict', reason: 'There is no agent “x” here.' })).toBe(
      'There is no agent “x” here.',
    )
    expect(detailOf(item)).toBe('')
  })
})
