import { randomBytes } from 'node:crypto'
import { readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createIClient } from '@patchbay/contracts/iclients'
import { listIClients } from '@patchbay/contracts/iclients'
import { afterEach, describe, expect, it } from 'vitest'
import { startTestPatchbay, type TestPatchbay } from './testing/test-patchbay.ts'

const key = () => randomBytes(32).toString('base64')

let patchbay: TestPatchbay
afterEach(() => patchbay.stop())

async function iClientsNamed(...names: string[]): Promise<void> {
  const api = await patchbay.signedIn()
  for (const name of names) {
    const client = { name, application: 'acumatica', clientId: name, clientSecret: 'only-in-this-test' }
    await api.ok(createIClient, { body: client })
  }
}

describe('a start without a key that records need', () => {
  it('is refused, and names the key, the records and the way out', async () => {
    const [old, young] = [`old:${key()}`, `young:${key()}`]
    patchbay = await startTestPatchbay({ env: { PATCHBAY_ENCRYPTION_KEYS: old } })
    await iClientsNamed('Berlin', 'Wien', 'Graz', 'Basel')
    await expect(patchbay.restart({ PATCHBAY_ENCRYPTION_KEYS: young })).rejects.toMatchObject({
      code: 'missing_keys',
      message: expect.stringMatching(
        /key "old", which 4 records need: (iClient “\w+”, ){2}iClient “\w+” and 1 more\n.*PATCHBAY_ENCRYPTION_KEYS/,
      ),
    })
    await patchbay.restart({ PATCHBAY_ENCRYPTION_KEYS: `${young},${old}` })
    expect((await (await patchbay.signedIn()).ok(listIClients)).total).toBe(4)
  })

  it('makes none in its place', async () => {
    patchbay = await startTestPatchbay()
    await iClientsNamed('Berlin')
    const file = join(patchbay.dir, 'keys')
    const kept = await readFile(file, 'utf8')
    await rm(file)
    await expect(patchbay.restart()).rejects.toMatchObject({
      code: 'missing_keys',
      message: expect.stringMatching(/which 1 record needs: iClient “Berlin”\n.*the key file .*keys/),
    })
    await expect(stat(file)).rejects.toMatchObject({ code: 'ENOENT' })
    await writeFile(file, kept, { mode: 0o600 })
    await patchbay.restart()
  })

  it('is not refused for what merely looks like a secret within a value', async () => {
    patchbay = await startTestPatchbay()
    await iClientsNamed('"sealed": "v1.other.x')
    await patchbay.restart()
    expect((await (await patchbay.signedIn()).ok(listIClients)).total).toBe(1)
  })
})
