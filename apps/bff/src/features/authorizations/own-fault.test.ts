import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { getAuthorization } from '@patchbay/contracts/authorizations'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiClient } from '../../testing/api-client.ts'
import { arrive, begin, callbackOf, draftAt, outcomeOf } from '../../testing/connecting.ts'
import { type OddServer, startOddServer } from '../../testing/odd-server.ts'
import { startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'

let patchbay: TestPatchbay
let odd: OddServer
let api: ApiClient
beforeAll(async () => {
  patchbay = await startTestPatchbay()
  odd = await startOddServer()
  api = await patchbay.signedIn()
})
afterAll(() => Promise.all([patchbay.stop(), odd.stop()]))

/** While `fn` runs, nothing can be written. */
async function withoutDataFolder<T>(fn: () => Promise<T>): Promise<T> {
  const aside = `${patchbay.dir}-aside`
  await rename(patchbay.dir, aside)
  await writeFile(patchbay.dir, 'not a folder')
  try {
    return await fn()
  } finally {
    await rm(patchbay.dir)
    await rename(aside, patchbay.dir)
  }
}

describe('a fault of our own at the callback', () => {
  it('is told on the page, and the sign-in can go on when the data can be written again', async () => {
    const started = await begin(api, await draftAt(api, odd))
    const { status, text, headers } = await withoutDataFolder(() => arrive(api, callbackOf(started)))
    expect(status).toBe(503)
    expect(headers.get('content-type')).toMatch(/^text\/html/)
    expect(text).toContain('Not connected')
    expect(text).toContain('The data cannot be written right now. Nothing was changed.')
    expect(text).not.toContain(patchbay.dir)
    expect(odd.at('token')).toEqual([])
    const { authorization } = await outcomeOf(api, { ...started, callback: callbackOf(started) })
    expect(authorization.status).toBe('succeeded')
  })

  it('that will not pass ends the authorization', async () => {
    const draft = await draftAt(api, odd)
    const started = await begin(api, draft)
    const dir = join(patchbay.dir, 'iclients')
    const name = (await readdir(dir)).find((each) => each.startsWith(draft.iClientId ?? ''))
    const file = join(dir, name ?? '')
    const record = JSON.parse(await readFile(file, 'utf8')) as { clientSecret: { sealed: string } }
    const sealed = record.clientSecret.sealed.replace(/.{4}$/, 'AAAA')
    await writeFile(file, JSON.stringify({ ...record, clientSecret: { sealed } }))
    await patchbay.restart()
    const { authorization, connection, page } = await outcomeOf(api, {
      ...started,
      callback: callbackOf(started),
    })
    expect(authorization).toMatchObject({ status: 'failed', error: { code: 'other' } })
    expect(page).toContain('The log says more')
    expect(connection).toEqual(draft)
    expect(await api.ok(getAuthorization, { params: { id: authorization.id } })).toEqual(authorization)
  })
})
