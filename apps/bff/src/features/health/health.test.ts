import { rename, rm, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'

let patchbay: TestPatchbay
beforeAll(async () => {
  patchbay = await startTestPatchbay()
})
afterAll(() => patchbay.stop())

const get = (path: string) => patchbay.visitor().send('GET', path)

describe('health', () => {
  it('is told to anyone, in a word', async () => {
    expect(await get('/healthz')).toMatchObject({ status: 200, body: { status: 'ok' } })
    const { headers, ...ready } = await get('/readyz')
    expect(ready).toMatchObject({ status: 200, body: { status: 'ready' } })
    expect(headers.get('cache-control')).toBe('no-store')
  })

  it('is alive but not ready while the data folder cannot be written', async () => {
    const aside = `${patchbay.dir}-aside`
    await rename(patchbay.dir, aside)
    await writeFile(patchbay.dir, 'not a folder')
    try {
      expect(await get('/readyz')).toMatchObject({ status: 503, body: { status: 'not ready' } })
      expect((await get('/readyz')).text).not.toContain(patchbay.dir)
      expect((await get('/healthz')).status).toBe(200)
    } finally {
      await rm(patchbay.dir)
      await rename(aside, patchbay.dir)
    }
    expect((await get('/readyz')).status).toBe(200)
  })
})
