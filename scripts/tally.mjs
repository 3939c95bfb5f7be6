/** @typedef {{ passed: number, failed: number }} Tally */

/** @param {{ passed: boolean }[]} results */
export function tallyChecks(results) {
  const passed = results.filter((result) => result.passed).length
  return { passed, failed: results.length - passed }
}

/**
 * @param {any} report of Vitest's JSON reporter; undefined when it wrote none
 * @param {number} code
 */
export function tallyVitest(report, code) {
  // A file that does not load has failed without a failed test.
  const broken = (report?.testResults ?? []).filter(
    (/** @type {any} */ file) =>
      file.status === 'failed' &&
      !file.assertionResults.some((/** @type {any} */ one) => one.status === 'failed'),
  )
  const failed = (report?.numFailedTests ?? 0) + broken.length
  return honest({ passed: report?.numPassedTests ?? 0, failed }, code)
}

/**
 * @param {any} report of Playwright's JSON reporter; undefined when it wrote none
 * @param {number} code
 */
export function tallyPlaywright(report, code) {
  const { expected = 0, flaky = 0, unexpected = 0 } = report?.stats ?? {}
  return honest({ passed: expected + flaky, failed: unexpected }, code)
}

/** @param {Tally[]} tallies */
export function sum(tallies) {
  return {
    passed: tallies.reduce((total, { passed }) => total + passed, 0),
    failed: tallies.reduce((total, { failed }) => total + failed, 0),
  }
}

/**
 * A runner that fails, or runs nothing, without naming a failed test counts as one.
 * @param {Tally} tally
 * @param {number} code
 */
function honest({ passed, failed }, code) {
  const silent = failed === 0 && (code !== 0 || passed === 0)
  return { passed, failed: silent ? 1 : failed }
}
