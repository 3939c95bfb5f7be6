import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getGateway } from '@patchbay/contracts/agents'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestPatchbay, type TestPatchbay } from '../testing/test-patchbay.ts'

const path = '/downloads/patchbay-agent.tgz'

let dir: string
let file: string
let patchbay: TestPatchbay
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'patchbay-agent-'))
  file = join(dir, 'patchbay-agent.tgz')
  await writeFile(file, 'the package')
  patchbay = await startTestPatchbay({ agentPackage: file })
})
afterAll(async () => {
  await patchbay.stop()
  await rm(dir, { recursive: true, force: true })
})

describe('the package of our own agent', () => {
  it('is open to anyone, as the machine that installs it has no session', async () => {
    const { status, text, headers } = await patchbay.visitor().send('GET', path)
    expect({ status, text }).toEqual({ status: 200, text: 'the package' })
    expect(headers.get('content-type')).toBe('application/gzip')
  })

  it('is asked for again each time, as another version has the same address', async () => {
    const { headers } = await patchbay.visitor().send('GET', path)
    expect(headers.get('cache-control')).toBe('no-cache')
    expect(headers.get('last-modified')).not.toBeNull()
  })

  it('has its address told with the gateway', async () => {
    const api = await patchbay.signedIn()
    expect((await api.ok(getGateway)).programUrl).toBe(`${patchbay.url}${path}`)
  })

  it('that is not built is nowhere', async () => {
    await rm(file)
    const { status, text } = await patchbay.visitor().send('GET', path)
    expect(status).toBe(404)
    expect(text).toContain('npm run build')
    const api = await patchbay.signedIn()
    expect((await api.ok(getGateway)).programUrl).toBeNull()
  })
})
