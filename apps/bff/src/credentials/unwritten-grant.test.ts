import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { getToken } from '@patchbay/contracts/connections'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ApiClient } from '../testing/api-client.ts'
import { authorizeAt, draftAt } from '../testing/connecting.ts'
import { json, type OddServer, startOddServer, tokens } from '../testing/odd-server.ts'
import { startTestPatchbay, type TestPatchbay } from '../testing/test-patchbay.ts'

let patchbay: TestPatchbay
let odd: OddServer
let api: ApiClient
beforeEach(async () => {
  odd = await startOddServer()
  patchbay = await startTestPatchbay()
  api = await patchbay.signedIn()
})
afterEach(() => Promise.all([patchbay.stop(), odd.stop()]))

/** Where records are kept there is nothing to write into, until it is given back. */
async function takeFolder(): Promise<() => Promise<void>> {
  const folder = join(patchbay.dir, 'connections')
  await rename(folder, `${folder}.away`)
  return async () => {
    await rm(folder, { recursive: true, force: true })
    await rename(`${folder}.away`, folder)
  }
}

it('tokens that cannot be written are not handed out, and not asked for again: the next call writes them', async () => {
  odd.answer('token', tokens({ expires_in: 30 }))
  const { connection } = await authorizeAt(api, await draftAt(api, odd))
  const params = { id: connection.id }
  odd.requests.length = 0
  let giveBack = () => Promise.resolve()
  odd.answer('token', async (request, response) => {
    giveBack = await takeFolder()
    const body = { access_token: 'second', refresh_token: 'next', token_type: 'Bearer', expires_in: 3600 }
    json(body)(request, response)
  })
  expect((await api.refused(getToken, { params })).status).toBe(503)
  expect((await api.refused(getToken, { params })).status).toBe(503)
  await giveBack()
  expect((await api.ok(getToken, { params })).accessToken).toBe('second')
  expect(odd.at('token').map(({ form }) => form.get('refresh_token'))).toEqual(['odd-refresh-1'])
  await patchbay.restart()
  api = await patchbay.signedIn()
  expect((await api.ok(getToken, { params })).accessToken).toBe('second')
})
