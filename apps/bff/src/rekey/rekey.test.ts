import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import { createConnection, getToken } from '@patchbay/contracts/connections'
import { listEvents } from '@patchbay/contracts/events'
import { createIClient, getIClient, listIClients, updateIClient } from '@patchbay/contracts/iclients'
import { getSession } from '@patchbay/contracts/session'
import { startTotp } from '@patchbay/contracts/totp'
import { createWebhook, rotateWebhookSecret } from '@patchbay/contracts/webhooks'
import { afterEach, describe, expect, it } from 'vitest'
import { authorizeAtSandbox, draftAtSandbox, newName } from '../testing/connecting.ts'
import { runCommand } from '../testing/run-command.ts'
import { sealedIn } from '../testing/sealed-in.ts'
import { adminPassword, startTestPatchbay, type TestPatchbay } from '../testing/test-patchbay.ts'

const entry = (id: string) => `${id}:${randomBytes(32).toString('base64')}`

/** Processes that start, on a machine that is busy. */
const slow = { timeout: 120_000 }

let patchbay: TestPatchbay
afterEach(() => patchbay.stop())

const client = (name: string) => ({
  name,
  application: 'acumatica',
  clientId: name,
  clientSecret: 'only-in-this-test',
})

describe('a rotation while Patchbay serves', () => {
  it('seals everything anew with a new key, and ends no sign-in', slow, async () => {
    patchbay = await startTestPatchbay({ env: { PATCHBAY_SANDBOX: 'on' } })
    const api = await patchbay.signedIn()
    const { id } = await draftAtSandbox(api)
    expect((await authorizeAtSandbox(api, { id })).connection.status).toBe('online')
    const webhook = { name: 'Pager', url: 'https://127.0.0.1/hook', eventTypes: ['connection.offline'] }
    const { id: webhookId } = await api.ok(createWebhook, { body: webhook })
    await api.ok(rotateWebhookSecret, { params: { id: webhookId } })
    const secrets = { apiKey: 'only-in-this-test', apiSecret: 'only-in-this-test' }
    const account = { application: 'lightspeed', authType: 'basic', settings: { apiType: 'c-series' } }
    await api.ok(createConnection, { body: { name: newName(), ...account, iClientId: null, secrets } })
    await api.ok(startTotp, { body: { password: adminPassword } })
    const [oldId = ''] = [...(await sealedIn(patchbay.dir)).keys()]

    const { code, stdout, stderr } = await runCommand('rekey', ['--new-key', '--data', patchbay.dir])
    expect(stderr).toBe('')
    expect(code).toBe(0)
    const [, newId = ''] = /sealed with key "(\w+)" now/.exec(stdout) ?? []
    expect(stdout).toContain(`Nothing is sealed any more with: "${oldId}"`)
    expect([...(await sealedIn(patchbay.dir)).keys()]).toEqual([newId])
    const file = join(patchbay.dir, 'keys')
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    const [first = '', ...others] = (await readFile(file, 'utf8')).trim().split(',')
    expect(first.startsWith(`${newId}:`)).toBe(true)
    expect(others.map((each) => each.split(':')[0])).toEqual([oldId])

    const rotations = async () => (await api.ok(listEvents, { query: { action: 'data.rekeyed' } })).items
    const by = { actorKind: 'operator', actorName: userInfo().username, actor: null, target: null }
    const change = (before: string[], after: string[]) => ({ member: 'sealedWith', before, after })
    const many = { member: 'resealed', before: null, after: expect.any(Number) }
    const firstLine = { ...by, result: 'success', changes: [change([oldId], [newId]), many] }
    expect(await rotations()).toMatchObject([firstLine])

    await api.ok(getSession)
    await patchbay.restart()
    await api.ok(getSession)

    const { dir } = patchbay
    let newestId = ''
    // Once more with nothing that serves, and then with the newest key alone.
    await patchbay.restart({}, async () => {
      expect(await runCommand('rekey', ['--new-key', '--data', dir])).toMatchObject({ code: 0, stderr: '' })
      const [newest = ''] = (await readFile(file, 'utf8')).split(',')
      newestId = newest.split(':')[0] ?? ''
      expect([...(await sealedIn(dir)).keys()]).toEqual([newestId])
      await writeFile(file, `${newest}\n`)
    })
    const again = await patchbay.signedIn()
    expect((await again.ok(getToken, { params: { id } })).accessToken).not.toBe('')
    const { items } = await again.ok(listEvents, { query: { action: 'data.,activity.' } })
    // The end of the log was signed with the newest, or it would seem forged.
    const secondLine = { ...by, action: 'data.rekeyed', changes: [change([newId], [newestId]), many] }
    expect(items).toMatchObject([secondLine, firstLine])
    expect(await runCommand('audit', ['verify', '--data', patchbay.dir])).toMatchObject({
      code: 0,
      stderr: '',
    })
    expect(patchbay.log.text()).not.toContain('damaged')
  })

  it('overwrites no change that is made meanwhile', slow, async () => {
    const [old, young] = [entry('old'), entry('young')]
    patchbay = await startTestPatchbay({ env: { PATCHBAY_ENCRYPTION_KEYS: old } })
    const api = await patchbay.signedIn()
    const made = await Promise.all(
      Array.from({ length: 60 }, (_, index) => api.ok(createIClient, { body: client(`client ${index}`) })),
    )
    await patchbay.restart({ PATCHBAY_ENCRYPTION_KEYS: `${young},${old}` })
    const done = runCommand('rekey', ['--data', patchbay.dir])
    const names = await Promise.all(
      made.map(async ({ id }, index) => {
        // Each is read and written again until nobody was quicker.
        for (;;) {
          const { version } = await api.ok(getIClient, { params: { id } })
          const body = { version, name: `renamed ${index}` }
          if ((await api.call(updateIClient, { params: { id }, body })).status === 200) return body.name
        }
      }),
    )
    expect(await done).toMatchObject({ code: 0, stderr: '' })
    const { items } = await api.ok(listIClients, { query: { limit: 100 } })
    expect(new Set(items.map(({ name }) => name))).toEqual(new Set(names))
    expect([...(await sealedIn(patchbay.dir)).keys()]).toEqual(['young'])
  })

  it('asks the command that prints the keys again', slow, async () => {
    const [old, young] = [entry('old'), entry('young')]
    const file = join(await mkdtemp(join(tmpdir(), 'patchbay-kms-')), 'ring')
    await writeFile(file, old)
    patchbay = await startTestPatchbay({ env: { PATCHBAY_KEY_COMMAND: `cat '${file}'` } })
    const api = await patchbay.signedIn()
    await api.ok(createIClient, { body: client('kept elsewhere') })
    await writeFile(file, `${young},${old}`)
    expect(await runCommand('rekey', ['--data', patchbay.dir])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Take it out of what the command of PATCHBAY_KEY_COMMAND prints'),
    })
    expect([...(await sealedIn(patchbay.dir)).keys()]).toEqual(['young'])
    await expect(stat(join(patchbay.dir, 'keys'))).rejects.toMatchObject({ code: 'ENOENT' })
    await writeFile(file, young)
    await patchbay.restart()
    await rm(dirname(file), { recursive: true })
  })

  it('makes no data folder where a name is mistyped', slow, async () => {
    patchbay = await startTestPatchbay()
    const missing = join(patchbay.dir, 'missing')
    expect(await runCommand('rekey', ['--data', missing])).toMatchObject({
      code: 1,
      stderr: `There is no data folder ${missing}. Name it with --data or PATCHBAY_DATA_DIR.\n`,
    })
    await expect(stat(missing)).rejects.toMatchObject({ code: 'ENOENT' })
  })

  it('makes no key where others keep the keys, and takes none away that is used', slow, async () => {
    const old = entry('old')
    patchbay = await startTestPatchbay({ env: { PATCHBAY_ENCRYPTION_KEYS: old } })
    expect(await runCommand('rekey', ['--new-key', '--data', patchbay.dir])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(
        'The keys come from PATCHBAY_ENCRYPTION_KEYS: put a new one first there',
      ),
    })
    const { items } = await (await patchbay.signedIn()).ok(listEvents, { query: { action: 'data.' } })
    expect(items).toMatchObject([{ action: 'data.rekeyed', result: 'failure', code: 'keys_elsewhere' }])
    await patchbay.restart({ PATCHBAY_ENCRYPTION_KEYS: '' })
    await writeFile(join(patchbay.dir, 'keys'), `${entry('other')}\n`)
    expect(await runCommand('rekey', ['--data', patchbay.dir])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^Key "\w+" is not what it was when Patchbay started/),
    })
  })
})
