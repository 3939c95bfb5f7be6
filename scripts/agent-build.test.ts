import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SpawnedAgent } from '../apps/agent/src/testing/spawned-agent.ts'
import { socksConnect } from '../apps/agent/src/testing/socks-connect.ts'
import { StandInGateway } from '../apps/agent/src/testing/stand-in-gateway.ts'
import { Target } from '../apps/agent/src/testing/target.ts'
import { version } from '../apps/agent/src/version.ts'
import { buildAgent } from './agent-build.mjs'

let dir: string
let program: string
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'patchbay-agent-build-'))
  await buildAgent(process.execPath, join(dir, 'dist'))
  program = join(dir, 'dist/patchbay-agent.mjs')
}, 60_000)
afterAll(() => rmSync(dir, { recursive: true, force: true }))

describe('the built agent', () => {
  it('is one file that needs nothing around it', async () => {
    await using target = await new Target((socket) => socket.end('from behind')).listen()
    const gateway = await new StandInGateway().listen()
    const agent = new SpawnedAgent([...gateway.options, '--allow', '*:*'], { program })
    const arrival = await gateway.arrival()
    const through = await socksConnect(await arrival.open(), { host: '127.0.0.1', port: target.port })
    expect(await text(through)).toBe('from behind')
    await agent.kill()
    await gateway.stop()
  })

  // It is under 60 MB where this is written; other machines have other pages.
  it.runIf(process.platform === 'linux')('takes little memory', async () => {
    const gateway = await new StandInGateway().listen()
    const agent = new SpawnedAgent([...gateway.options, '--allow', '*:*'], { program })
    await gateway.arrival()
    await expect.poll(() => agent.output).toContain('Linked')
    const residentMb = agent.residentMb() ?? 0
    expect(residentMb).toBeGreaterThan(20)
    expect(residentMb).toBeLessThan(75)
    await agent.kill()
    await gateway.stop()
  })
})

describe('the package', () => {
  it('is installed without asking any registry, and runs', () => {
    const folder = join(dir, 'installed')
    const registry = ['--registry', 'http://127.0.0.1:9', '--no-audit', '--no-fund', '--no-update-notifier']
    const npm = (args: string[]) => execFileSync('npm', args, { cwd: dir, encoding: 'utf8', stdio: 'pipe' })
    npm(['install', '--prefix', folder, ...registry, join(dir, 'dist/patchbay-agent.tgz')])
    const installed = join(folder, 'node_modules/@patchbay/agent')
    expect(JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'))).not.toHaveProperty(
      'dependencies',
    )
    const bin = join(folder, 'node_modules/.bin/patchbay-agent')
    expect(execFileSync(bin, ['--version'], { encoding: 'utf8' })).toBe(`${version}\n`)
    expect(readFileSync(join(installed, 'THIRD-PARTY-LICENSES.txt'), 'utf8')).toMatch(/ssh2[^]*Brian White/)
  }, 60_000)

  it('is small', () => {
    expect(statSync(join(dir, 'dist/patchbay-agent.tgz')).size).toBeLessThan(150_000)
  })
})
