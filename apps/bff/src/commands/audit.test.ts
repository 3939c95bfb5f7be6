import { execFile } from 'node:child_process'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createAgent } from '@patchbay/contracts/agents'
import { listEvents } from '@patchbay/contracts/events'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startTestPatchbay, type TestPatchbay } from '../testing/test-patchbay.ts'

const run = promisify(execFile)

/** A process starts for each look, on a machine that is busy. */
const slowly = { timeout: 30_000 }

let patchbay: TestPatchbay
beforeEach(async () => {
  patchbay = await startTestPatchbay()
})
afterEach(() => patchbay.stop())

async function verify(...args: string[]): Promise<{ code: number; text: string }> {
  const program = join(import.meta.dirname, 'audit.ts')
  const env = { PATH: process.env['PATH'], PATCHBAY_DATA_DIR: patchbay.dir }
  return run(process.execPath, [program, 'verify', ...args], { env }).then(
    ({ stdout }) => ({ code: 0, text: stdout }),
    ({ code, stderr }: { code: number; stderr: string }) => ({ code, text: stderr }),
  )
}

describe('npm run audit -- verify', () => {
  it(
    'says that nothing was touched, while Patchbay serves, and names the first line that was',
    slowly,
    async () => {
      const api = await patchbay.signedIn()
      for (const name of ['one', 'two', 'three']) await api.ok(createAgent, { body: { name } })
      const sound = await verify()
      expect(sound).toEqual({
        code: 0,
        text: expect.stringMatching(/^4 events, unbroken from .+Z to .+Z\.\n$/),
      })

      const file = join(patchbay.dir, 'audit.jsonl')
      const lines = (await readFile(file, 'utf8')).split('\n')
      expect(lines[2]).toContain('"name":"two"')
      await writeFile(
        file,
        lines.with(2, (lines[2] ?? '').replace('"name":"two"', '"name":"TWO"')).join('\n'),
      )
      const broken = await verify()
      expect(broken.code).toBe(1)
      expect(broken.text).toContain('audit.jsonl, line 3: It was changed after it was written.')

      await writeFile(file, lines.slice(0, -2).join('\n') + '\n')
      const cutOff = { code: 1, text: expect.stringMatching(/cut off/) }
      await expect.poll(() => verify(), slowly).toMatchObject(cutOff)
    },
  )

  it('says that the end was taken away while Patchbay was not there, which the log itself says', async () => {
    const head = join(patchbay.dir, 'audit.head.json')
    await patchbay.signedIn()
    await expect.poll(() => readFile(head, 'utf8')).toContain('"sequence":1')
    await rm(head)
    await patchbay.restart()
    const api = await patchbay.signedIn()
    const { items } = await api.ok(listEvents, { query: { action: 'activity.' } })
    const expected = { action: 'activity.log_damaged', code: 'missing', actorKind: 'patchbay' }
    expect(items).toMatchObject([expected])
    expect(await verify()).toEqual({ code: 0, text: expect.stringMatching(/But once Patchbay found/) })
  })

  it('says what it takes where it was called wrongly, and makes no keys', async () => {
    for (const args of [['--nonsense'], ['a.jsonl', '--data', 'b'], ['--filtered']]) {
      expect(await verify(...args)).toMatchObject({ code: 1, text: expect.stringMatching(/^Usage: /) })
    }
    const missing = join(patchbay.dir, 'no-such-folder')
    expect(await verify('--data', missing)).toMatchObject({
      code: 1,
      text: expect.stringMatching(/no keys in/),
    })
    expect(await verify(missing)).toEqual({ code: 1, text: `There is no file ${missing}.\n` })
  })
})
