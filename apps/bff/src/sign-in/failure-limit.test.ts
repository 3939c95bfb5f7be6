import { afterEach, describe, expect, it, vi } from 'vitest'
import { HttpProblem } from '../http/http-problem.ts'
import { FailureLimit } from './failure-limit.ts'

afterEach(() => void vi.useRealTimers())

const wrong = () => Promise.reject(new HttpProblem('wrong_password', 'The password is not right.'))
const right = () => Promise.resolve('in')
const limit = () => new FailureLimit({ windowMs: 60_000, failures: 5, codes: ['wrong_password'] })
const codeOf = (answer: Promise<unknown>) =>
  answer.then(
    () => 'in',
    (error: unknown) => (error instanceof HttpProblem ? error.code : error),
  )

describe('five failures for an account in a minute', () => {
  it('make the next try wait, also a right one, and no other account', async () => {
    const failures = limit()
    for (let tries = 0; tries < 5; tries += 1) {
      expect(await codeOf(failures.run('mira', wrong))).toBe('wrong_password')
    }
    expect(await codeOf(failures.run('mira', right))).toBe('too_many_attempts')
    expect(await codeOf(failures.run('noor', right))).toBe('in')
  })

  it('are forgotten after the minute', async () => {
    vi.useFakeTimers()
    const failures = limit()
    for (let tries = 0; tries < 6; tries += 1) await codeOf(failures.run('mira', wrong))
    await vi.advanceTimersByTimeAsync(60_001)
    expect(await codeOf(failures.run('mira', right))).toBe('in')
  })

  it('are five also where twenty come at once', async () => {
    const failures = limit()
    const codes = await Promise.all(Array.from({ length: 20 }, () => codeOf(failures.run('mira', wrong))))
    expect(codes.filter((code) => code === 'wrong_password')).toHaveLength(5)
    expect(codes.filter((code) => code === 'too_many_attempts')).toHaveLength(15)
  })
})

it('successes and faults of our own do not count', async () => {
  const failures = limit()
  for (let tries = 0; tries < 10; tries += 1) {
    expect(await codeOf(failures.run('mira', right))).toBe('in')
    const busy = () => Promise.reject(new HttpProblem('too_busy', 'Later.'))
    expect(await codeOf(failures.run('mira', busy))).toBe('too_busy')
  }
  expect(await codeOf(failures.run('mira', wrong))).toBe('wrong_password')
})
