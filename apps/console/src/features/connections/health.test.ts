import { expect, it } from 'vitest'
import { healthText, hoursByLevel } from './health.ts'

it.each([
  [null, 'not used'],
  [`${'-'.repeat(23)}o`, 'no errors'],
  [`${'-'.repeat(23)}s`, '1 hour with errors'],
  [`${'-'.repeat(21)}sob`, '2 hours with errors'],
])('%s in words', (health, text) => {
  expect(healthText(health)).toBe(`Last 24 hours: ${text}`)
})

it('has a bar for each hour, the quiet ones too', () => {
  const levels = hoursByLevel(`${'-'.repeat(21)}sob`)
  expect(levels.get('none')).toHaveLength(21)
  expect([levels.get('some'), levels.get('ok'), levels.get('bad')]).toEqual([[21], [22], [23]])
  expect(hoursByLevel(null).get('none')).toHaveLength(24)
})
