import { describe, expect, test } from 'vitest'
import { sum, tallyChecks, tallyPlaywright, tallyVitest } from './tally.mjs'

test('each check counts as one test', () => {
  expect(tallyChecks([{ passed: true }, { passed: false }, { passed: true }])).toEqual({
    passed: 2,
    failed: 1,
  })
})

test('all runners are added up', () => {
  const tallies = [
    { passed: 4, failed: 0 },
    { passed: 100, failed: 2 },
    { passed: 0, failed: 1 },
  ]
  expect(sum(tallies)).toEqual({ passed: 104, failed: 3 })
})

describe('Vitest', () => {
  const failedTest = { status: 'failed', assertionResults: [{ status: 'passed' }, { status: 'failed' }] }
  const brokenFile = { status: 'failed', assertionResults: [] }

  test('counts its tests', () => {
    expect(tallyVitest({ numPassedTests: 7, numFailedTests: 0, testResults: [] }, 0)).toEqual({
      passed: 7,
      failed: 0,
    })
  })

  test('counts a file that does not load beside the failed tests', () => {
    const report = { numPassedTests: 1, numFailedTests: 1, testResults: [failedTest, brokenFile] }
    expect(tallyVitest(report, 1)).toEqual({ passed: 1, failed: 2 })
  })

  test('fails when it exits with an error that no test explains', () => {
    expect(tallyVitest({ numPassedTests: 7, numFailedTests: 0, testResults: [] }, 1)).toEqual({
      passed: 7,
      failed: 1,
    })
  })
})

describe('Playwright', () => {
  test('counts its tests', () => {
    expect(tallyPlaywright({ stats: { expected: 5, unexpected: 2, flaky: 1, skipped: 3 } }, 1)).toEqual({
      passed: 6,
      failed: 2,
    })
  })

  test('fails when it crashes without a report', () => {
    expect(tallyPlaywright(undefined, 137)).toEqual({ passed: 0, failed: 1 })
  })

  test('fails when it runs no test', () => {
    expect(tallyPlaywright({ stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0 } }, 0)).toEqual({
      passed: 0,
      failed: 1,
    })
  })
})
