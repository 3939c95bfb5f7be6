import { describe, expect, it } from 'vitest'
import { Gate } from './gate.ts'

/** Work that says when it runs, and ends when told to. */
function stepwise(log: string[], name: string) {
  const { promise, resolve } = Promise.withResolvers<void>()
  const work = async () => {
    log.push(`${name} begins`)
    await promise
    log.push(`${name} ends`)
  }
  return { work, end: resolve }
}

describe('work alone', () => {
  it('waits for what is under way, and what comes meanwhile waits for it', async () => {
    const gate = new Gate()
    const log: string[] = []
    const [first, alone, later] = [stepwise(log, 'first'), stepwise(log, 'alone'), stepwise(log, 'later')]
    const all = [gate.run(first.work), gate.runAlone(alone.work), gate.run(later.work)]
    later.end()
    first.end()
    await expect.poll(() => log).toEqual(['first begins', 'first ends', 'alone begins'])
    alone.end()
    await Promise.all(all)
    expect(log.slice(3)).toEqual(['alone ends', 'later begins', 'later ends'])
  })

  it('goes one after the other, and lets others in again when it failed', async () => {
    const gate = new Gate()
    const failing = gate.runAlone(() => Promise.reject(new TypeError('failed')))
    const second = gate.runAlone(async () => 'second')
    await expect(failing).rejects.toThrow('failed')
    expect(await second).toBe('second')
    expect(await gate.run(async () => 'third')).toBe('third')
  })

  it('is waited for by whoever shuts the gate; what still waits is refused', async () => {
    const gate = new Gate()
    const log: string[] = []
    const alone = stepwise(log, 'alone')
    const running = gate.runAlone(alone.work)
    await expect.poll(() => log).toEqual(['alone begins'])
    const waiting = gate.run(async () => 'never')
    const shut = gate.shut().then(() => log.push('shut'))
    alone.end()
    await expect(waiting).rejects.toMatchObject({ code: 'store_closed' })
    await Promise.all([running, shut])
    expect(log).toEqual(['alone begins', 'alone ends', 'shut'])
  })
})
