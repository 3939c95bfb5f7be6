import { expect, it } from 'vitest'
import { bucketText, latencyText, timeText, totalsText } from './traffic-text.ts'

const quiet = {
  at: '2030-01-31T12:00:00.000Z',
  requests: 0,
  errors: 0,
  clientErrors: 0,
  p50Ms: null,
  p95Ms: null,
  maxInFlight: 0,
  level: 0,
  tokens: 0,
}
const at = timeText(quiet.at)

it('says of a bucket what happened in it, and no more', () => {
  expect(bucketText(quiet)).toBe(`${at}: 0 requests`)
  const busy = { requests: 12, errors: 1, clientErrors: 2, p50Ms: 40, p95Ms: 1_230, maxInFlight: 3, level: 5 }
  expect(bucketText({ ...quiet, ...busy, tokens: 1 })).toBe(
    `${at}: 12 requests, 1 error, 2 refused, median 40 ms, 95 % within 1.2 s, pool 3 of 5, 1 token handed out`,
  )
})

it('sums the range up', () => {
  const totals = { requests: 1, errors: 0, clientErrors: 0, tokens: 0, refreshes: 0, failedRefreshes: 0 }
  const traffic = { range: 'day', bucketMs: 1, from: quiet.at, buckets: [], refreshes: [], totals } as const
  expect(totalsText({ ...traffic, buckets: [], refreshes: [] })).toBe('Last 24 hours: 1 request, 0 errors')
})

it.each([
  [null, 'none'],
  [999, '999 ms'],
  [1_000, '1 s'],
  [30_000, '30 s'],
])('%s ms are %s', (ms, text) => expect(latencyText(ms)).toBe(text))
