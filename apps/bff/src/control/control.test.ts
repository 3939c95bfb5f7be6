import { chmod, mkdir, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { askControl } from './ask-control.ts'
import { controlAddress } from './control-address.ts'
import { type Control, type ControlAction, openControl } from './control-server.ts'

let dir: string
let control: Control | null
const failures: object[] = []
const log = { error: (details: object) => void failures.push(details) }
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'patchbay-control-'))
  control = null
})
afterEach(async () => {
  await control?.close()
  await rm(dir, { recursive: true, force: true })
})

async function open(act: ControlAction, at = dir): Promise<void> {
  const explain = (error: unknown) => (error instanceof RangeError ? error.message : null)
  control = await openControl(at, { actions: { act }, explain, log })
}

async function answerOf(input: object = {}, at = dir): Promise<object[]> {
  const asked = await askControl(at, 'act', input)
  const lines: object[] = []
  for await (const line of asked?.lines ?? expect.fail('nobody answers')) lines.push(line)
  return lines
}

describe('a command', () => {
  it('is told what happens, and what came of it', async () => {
    await open(async (input, tell) => {
      tell({ done: 1 })
      return { input }
    })
    expect(await answerOf({ a: 'ä\n' })).toEqual([{ done: 1 }, { result: { input: { a: 'ä\n' } } }])
  })

  it('is told why it is refused, and of what nobody foresaw only where to look', async () => {
    await open(async (input) => {
      throw 'told' in (input as object) ? new RangeError('The way out.') : new TypeError('inner')
    })
    await expect(answerOf({ told: true })).rejects.toMatchObject({ code: 'refused', message: 'The way out.' })
    await expect(answerOf()).rejects.toMatchObject({
      message: expect.stringContaining('the log of Patchbay'),
    })
    expect(failures).toHaveLength(1)
  })

  it('knows when the other side ended in the middle of it', async () => {
    await open(async (_input, tell) => {
      tell({ done: 1 })
      void control?.close()
      return new Promise(() => {})
    })
    await expect(answerOf()).rejects.toMatchObject({ code: 'interrupted' })
  })

  it('that leaves is noticed', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    await open(async (_input, tell, left) => {
      left.addEventListener('abort', () => resolve())
      tell({ done: 1 })
      return new Promise(() => {})
    })
    const asked = await askControl(dir, 'act', {})
    await asked?.lines.next()
    asked?.end()
    await promise
  })
})

describe('the socket', () => {
  it('is for its owner alone, and takes the place of one that was left', async () => {
    await open(async () => ({}))
    const path = controlAddress(dir)
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect((await stat(dirname(path))).mode & 0o777).toBe(0o700)
    const first = control
    await open(async () => ({ second: true }))
    expect(await answerOf()).toEqual([{ result: { second: true } }])
    await first?.close()
  })

  it('is not made in a folder that others may enter', async () => {
    await mkdir(join(dir, '.control'))
    await chmod(join(dir, '.control'), 0o755)
    await expect(open(async () => ({}))).rejects.toMatchObject({ code: 'socket_exposed' })
  })

  it('is elsewhere where its path would be too long', async () => {
    const deep = join(dir, 'x'.repeat(100))
    await mkdir(deep)
    await open(async () => ({ deep: true }), deep)
    expect(controlAddress(deep).length).toBeLessThanOrEqual(103)
    expect(await answerOf({}, deep)).toEqual([{ result: { deep: true } }])
    await rm(dirname(controlAddress(deep)), { recursive: true })
  })

  it('is not there where nothing serves', async () => {
    expect(await askControl(dir, 'act', {})).toBeNull()
    expect(await askControl(join(dir, 'none'), 'act', {})).toBeNull()
  })
})
